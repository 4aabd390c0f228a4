import type { DaemonSet, Pod } from "../../../core/rollout/objects.ts";
import { isPodAvailable, isPodReady } from "../podFacts.ts";
import { REVISION_LABEL } from "../revisions.ts";
import type { Site } from "./update.ts";

/** What a DaemonSet reports of its nodes: of each, the newest pod counts. */
export function daemonSetStatus(
  daemonSet: DaemonSet,
  sites: readonly Site[],
  facts: { misscheduled: number; hash: string; now: number },
): NonNullable<DaemonSet["status"]> {
  const newest = sites.flatMap(({ pods }) => newestOf(pods, facts.hash) ?? []);
  const ready = newest.filter(isPodReady);
  const available = ready.filter((pod) => isPodAvailable(pod, daemonSet.spec.minReadySeconds, facts.now)).length;
  const { collisionCount, conditions } = daemonSet.status ?? {};
  return {
    currentNumberScheduled: newest.length,
    numberMisscheduled: facts.misscheduled,
    desiredNumberScheduled: sites.length,
    numberReady: ready.length,
    observedGeneration: daemonSet.metadata.generation ?? 0,
    updatedNumberScheduled: newest.filter((pod) => pod.metadata.labels?.[REVISION_LABEL] === facts.hash).length,
    numberAvailable: available,
    numberUnavailable: sites.length - available,
    ...(collisionCount !== undefined && { collisionCount }),
    ...(conditions && { conditions }),
  };
}

function newestOf(pods: readonly Pod[], hash: string): Pod | undefined {
  return pods.find((pod) => pod.metadata.labels?.[REVISION_LABEL] === hash) ?? pods.at(-1);
}
