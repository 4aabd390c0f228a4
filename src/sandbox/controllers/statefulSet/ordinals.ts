import type { ControllerRevision, Pod, StatefulSet } from "../../../core/rollout/objects.ts";
import { createPod } from "../newPod.ts";
import { isPodAvailable, isPodReady, isTerminating } from "../podFacts.ts";
import { REVISION_LABEL, templateIn } from "../revisions.ts";
import type { World } from "../world.ts";

/** The number at the end of a StatefulSet pod's name; -1 where it is not one of the set's. */
export function ordinalOf(set: StatefulSet, pod: Pod): number {
  const prefix = `${set.metadata.name}-`;
  const end = pod.metadata.name.slice(prefix.length);
  return pod.metadata.name.startsWith(prefix) && /^\d+$/.test(end) ? Number(end) : -1;
}

export function revisionName(pod: Pod): string | undefined {
  return pod.metadata.labels?.[REVISION_LABEL];
}

/** Running, ready and not going away. */
export function isHealthy(pod: Pod): boolean {
  return isRunningAndReady(pod) && !isTerminating(pod);
}

export function isRunningAndReady(pod: Pod): boolean {
  return pod.status?.phase === "Running" && isPodReady(pod);
}

export function isRunningAndAvailable(set: StatefulSet, pod: Pod, now: number): boolean {
  return isRunningAndReady(pod) && isPodAvailable(pod, set.spec.minReadySeconds, now);
}

/** Creates the pod of an ordinal from a revision. */
export function createOrdinal(world: World, set: StatefulSet, ordinal: number, revision: ControllerRevision): Pod {
  const name = `${set.metadata.name}-${ordinal}`;
  return createPod(world, {
    owner: set,
    template: templateIn(revision),
    name,
    labels: {
      [REVISION_LABEL]: revision.metadata.name,
      "apps.kubernetes.io/pod-index": String(ordinal),
      "statefulset.kubernetes.io/pod-name": name,
    },
    spec: { hostname: name, ...(set.spec.serviceName && { subdomain: set.spec.serviceName }) },
  });
}
