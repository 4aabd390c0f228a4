import { type Result, err, Fault, ok } from "../../base/result.ts";
import { readYaml } from "../read/yaml.ts";
import { textAt } from "../read/value.ts";
import type { KubeObject } from "../rollout/objects.ts";

/** The files under `media/cluster/`, in the order in which their objects are applied. */
export const POLICY_FILES = [
  "crd.yaml",
  "guard-entries.yaml",
  "guard-removal.yaml",
  "workload-images.yaml",
  "pod-images.yaml",
  "roles.yaml",
] as const;

/** Names every object's version; an object without it is none of Tidegate's. */
export const VERSION_LABEL = "tidegate.dev/policy-version";

/** An object of the policies as its file has it. */
export interface PolicyObject extends KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
}

/** What a policy object is called: kind and name. */
export function policyId({ kind = "", metadata }: Pick<KubeObject, "kind" | "metadata">): string {
  return `${kind} ${metadata.name}`;
}

/** The version of an object of ours; undefined where it carries none. */
export function versionOfPolicy(object: KubeObject): number | undefined {
  const version = Number(object.metadata.labels?.[VERSION_LABEL]);
  return Number.isSafeInteger(version) && version > 0 ? version : undefined;
}

/** Policies, definitions and roles out of the texts of {@link POLICY_FILES}. */
export function policyObjects(texts: readonly string[]): Result<readonly PolicyObject[]> {
  const objects: PolicyObject[] = [];
  for (const [index, text] of texts.entries()) {
    const file = POLICY_FILES[index] ?? `file ${index + 1}`;
    const read = readYaml(file, text);
    if (!read.ok) return err(new Fault("PoliciesBroken", `${file} is broken: ${read.why}. Install Tidegate anew.`));
    objects.push(...read.documents.map(({ value }) => value).filter(isPolicyObject));
  }
  return ok(objects);
}

function isPolicyObject(value: unknown): value is PolicyObject {
  return textAt(value, "kind") !== undefined && textAt(value, "metadata", "name") !== undefined;
}
