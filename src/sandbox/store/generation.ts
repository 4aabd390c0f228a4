import type { KubeObject } from "../../core/rollout/objects.ts";
import { jsonEqual } from "./freeze.ts";

const DEPLOYMENTS = "apps/v1/deployments";
const PODS = "v1/pods";

/** Whether objects of a resource have a generation. */
export function countsGenerations(resource: string): boolean {
  if (resource === "apps/v1/controllerrevisions") return false;
  return resource === PODS || /^(apps|batch|networking\.k8s\.io|policy)\//.test(resource);
}

/**
 * Whether a change makes a new generation: one of the specification does; of a Deployment also one of the annotations,
 * because its ReplicaSets copy them. A pod that is bound to its node stays what it was.
 */
export function isNewGeneration(resource: string, before: KubeObject, after: KubeObject): boolean {
  if (!countsGenerations(resource)) return false;
  if (resource === PODS && nodeOf(before) !== nodeOf(after)) return false;
  if (!jsonEqual(before.spec, after.spec)) return true;
  return resource === DEPLOYMENTS && !jsonEqual(annotationsOf(before), annotationsOf(after));
}

function nodeOf({ spec }: KubeObject): unknown {
  return (spec as { nodeName?: unknown } | undefined)?.nodeName;
}

/** Whether the annotations are written with the status: the Deployment controller notes the revision there. */
export function statusHasAnnotations(resource: string): boolean {
  return resource === DEPLOYMENTS;
}

function annotationsOf({ metadata }: KubeObject): Readonly<Record<string, string>> {
  return metadata.annotations ?? {};
}
