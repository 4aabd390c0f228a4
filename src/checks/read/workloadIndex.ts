import { mapAt, textAt } from "../../core/read/value.ts";
import type { KubeObject } from "./manifests.ts";
import type { Workload } from "./workloads.ts";

/** What finds an object without looking at all of them: a workspace may hold thousands. */
export interface WorkloadIndex {
  readonly byKind: ReadonlyMap<string, readonly KubeObject[]>;
  /** Autoscalers by `kind/name` of what they scale. */
  readonly autoscalers: ReadonlyMap<string, readonly KubeObject[]>;
  /** Workloads by each label of their pods, as `key=value`. */
  readonly byLabel: ReadonlyMap<string, readonly Workload[]>;
}

export function workloadIndex(objects: readonly KubeObject[], workloads: readonly Workload[]): WorkloadIndex {
  const labelled = workloads.flatMap((one) =>
    Object.entries(one.podLabels).map(([key, value]) => [labelText(key, value), one] as const),
  );
  return {
    byKind: grouped(objects.map((one) => [one.kind, one] as const)),
    autoscalers: grouped(objects.filter(isAutoscaler).map((one) => [targetOf(one), one] as const)),
    byLabel: grouped(labelled),
  };
}

/** A label as the index names it. */
export function labelText(key: string, value: unknown): string {
  return `${key}=${JSON.stringify(value) ?? ""}`;
}

/** A HorizontalPodAutoscaler, or a ScaledObject of KEDA. */
function isAutoscaler({ kind, group }: KubeObject): boolean {
  return (
    (kind === "HorizontalPodAutoscaler" && group === "autoscaling") || (kind === "ScaledObject" && group === "keda.sh")
  );
}

function targetOf({ value }: KubeObject): string {
  const target = mapAt(value, "spec", "scaleTargetRef");
  return `${textAt(target, "kind") ?? "Deployment"}/${textAt(target, "name") ?? ""}`;
}

function grouped<T>(entries: readonly (readonly [string, T])[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const [key, value] of entries) {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}
