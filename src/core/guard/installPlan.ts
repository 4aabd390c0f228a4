import { stringify } from "yaml";
import { canonicalJson } from "../../base/hash.ts";
import type { KubeObject } from "../rollout/objects.ts";
import { policyId } from "./policyObjects.ts";

/** What installing would do to one object, as texts for a diff. `before` is empty where the object is new. */
export interface PolicyChange {
  readonly id: string;
  readonly change: "create" | "change" | "none";
  readonly before: string;
  readonly after: string;
}

/** One object as it is, and as the server says it would be. */
export interface DryRun {
  readonly current: KubeObject | undefined;
  readonly next: KubeObject;
}

/** What installing would do, object by object, by the server's own dry run. */
export function installPlan(dryRuns: readonly DryRun[]): readonly PolicyChange[] {
  return dryRuns.map(({ current, next }) => {
    const id = policyId(next);
    const after = policyText(next);
    if (current === undefined) return { id, change: "create", before: "", after };
    const before = policyText(current);
    return { id, change: before === after ? "none" : "change", before, after };
  });
}

/** Written by the server, different on every look. */
const SERVERS = new Set(["uid", "resourceVersion", "generation", "creationTimestamp", "managedFields"]);

/** An object as people compare it: without what the server writes, keys in one order. YAML. */
export function policyText({ apiVersion, kind, metadata, ...rest }: KubeObject): string {
  const { status: _status, ...said } = rest as Record<string, unknown>;
  const own = Object.fromEntries(Object.entries(metadata).filter(([key]) => !SERVERS.has(key)));
  const sorted = JSON.parse(canonicalJson({ metadata: own, ...said })) as object;
  return stringify({ apiVersion, kind, ...sorted }, { lineWidth: 110 });
}
