import type { JsonPatchOperation, Patch } from "../../core/rollout/cluster.ts";
import type { PodTemplate } from "../../core/rollout/objects.ts";
import type { Changeable } from "./workloads.ts";

/** Replaces a workload's template and sets annotations, if it is still the object that was read. */
export function templatePatch(read: Changeable, template: PodTemplate, annotations: Record<string, string>): Patch {
  return guardedPatch(read, { op: "replace", path: "/spec/template", value: template }, annotations);
}

/**
 * One change and annotations, if the object is still the one that was read: the patched object carries the resource
 * version of that read, which makes the API server refuse with a conflict anything in between.
 */
export function guardedPatch(read: Changeable, change: JsonPatchOperation, annotations: Record<string, string>): Patch {
  return patchOf(read, [change], annotations);
}

/** Annotations alone, which roll nothing out, under the same condition. */
export function annotationPatch(read: Changeable, annotations: Record<string, string>): Patch {
  return patchOf(read, [], annotations);
}

function patchOf(read: Changeable, changes: readonly JsonPatchOperation[], annotations: Record<string, string>): Patch {
  const body: JsonPatchOperation[] = [
    { op: "replace", path: "/metadata/resourceVersion", value: read.metadata.resourceVersion },
    ...changes,
  ];
  if (read.metadata.annotations === undefined) body.push({ op: "add", path: "/metadata/annotations", value: {} });
  for (const [name, value] of Object.entries(annotations)) {
    body.push({ op: "add", path: `/metadata/annotations/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`, value });
  }
  return { type: "json", body };
}
