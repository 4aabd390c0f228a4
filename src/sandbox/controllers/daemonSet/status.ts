import type { DaemonSet } from "../../../core/rollout/objects.ts";
import { isPodAvailable, isPodReady } from "../podFacts.ts";
import { REVISION_LABEL } from "../revisions.ts";
import type { Site } from "./update.ts";

/** What a DaemonSet reports of its nodes: of each, one pod counts, a running one before others, an old one before new. */
export function daemonSetStatus(
  daemonSet: DaemonSet,
  sites: readonly Site[],
  facts: { misscheduled: number; hash: string; now: number },
): NonNullable<DaemonSet["status"]> {
  const counted = sites.flatMap(({ pods }) => pods.find(({ status }) => status?.phase === "Running") ?? pods[0] ?? []);
  const ready = counted.filter(isPodReady);
  const available = ready.filter((pod) => isPodAvailable(pod, daemonSet.spec.minReadySeconds, facts.now)).length;
  const { collisionCount, conditions } = daemonSet.status ?? {};
  return {
    currentNumberScheduled: counted.length,
    numberMisscheduled: facts.misscheduled,
    desiredNumberScheduled: sites.length,
    numberReady: ready.length,
    observedGeneration: daemonSet.metadata.generation ?? 0,
    updatedNumberScheduled: counted.filter((pod) => pod.metadata.labels?.[REVISION_LABEL] === facts.hash).length,
    numberAvailable: available,
    numberUnavailable: sites.length - available,
    ...(collisionCount !== undefined && { collisionCount }),
    ...(conditions && { conditions }),
  };
}
