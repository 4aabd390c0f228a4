import type { KubeObject } from "../../core/rollout/objects.ts";
import { jsonEqual } from "./freeze.ts";

const DEPLOYMENTS = "apps/v1/deployments";

/** Whether objects of a resource have a generation. */
export function countsGenerations(resource: string): boolean {
  if (resource === "apps/v1/controllerrevisions") return false;
  return resource === "v1/pods" || /^(apps|batch|policy)\//.test(resource);
}

/**
 * Whether a change makes a new generation: one of the specification does; of a Deployment also one of the annotations,
 * because its ReplicaSets copy them.
 */
export function isNewGeneration(resource: string, before: KubeObject, after: KubeObject): boolean {
  if (!countsGenerations(resource)) return false;
  if (!jsonEqual(before.spec, after.spec)) return true;
  return resource === DEPLOYMENTS && !jsonEqual(annotationsOf(before), annotationsOf(after));
}

/** Whether the annotations are written with the status: the Deployment controller notes the revision there. */
export function statusHasAnnotations(resource: string): boolean {
  return resource === DEPLOYMENTS;
}

function annotationsOf({ metadata }: KubeObject): Readonly<Record<string, string>> {
  return metadata.annotations ?? {};
}
