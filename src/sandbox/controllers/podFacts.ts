import type { Condition, Container, Pod } from "../../core/rollout/objects.ts";
import { timeOf } from "./time.ts";

export function podCondition(pod: Pod, type: string): Condition | undefined {
  return pod.status?.conditions?.find((condition) => condition.type === type);
}

export function isPodReady(pod: Pod): boolean {
  return podCondition(pod, "Ready")?.status === "True";
}

/** When the pod counts as available, in milliseconds since the epoch; undefined while it is not ready. */
function availableSince(pod: Pod, minReadySeconds = 0): number | undefined {
  const ready = podCondition(pod, "Ready");
  if (ready?.status !== "True") return undefined;
  return minReadySeconds === 0 ? 0 : timeOf(ready.lastTransitionTime) + minReadySeconds * 1000;
}

export function isPodAvailable(pod: Pod, minReadySeconds: number | undefined, now: number): boolean {
  const since = availableSince(pod, minReadySeconds);
  return since !== undefined && since <= now;
}

export function isTerminating(pod: Pod): boolean {
  return pod.metadata.deletionTimestamp !== undefined;
}

export function isFinished(pod: Pod): boolean {
  return pod.status?.phase === "Succeeded" || pod.status?.phase === "Failed";
}

/** Neither finished nor being deleted. */
export function isActive(pod: Pod): boolean {
  return !isFinished(pod) && !isTerminating(pod);
}

/** An init container that runs beside the others (`restartPolicy: Always`). */
export function isSidecar(container: Container): boolean {
  return container.restartPolicy === "Always";
}

/** When the next of these pods becomes available, if one is ready but too young. */
export function nextAvailability(pods: readonly Pod[], minReadySeconds = 0, now: number): number | undefined {
  const moments = pods.flatMap((pod) => availableSince(pod, minReadySeconds) ?? []).filter((moment) => moment > now);
  return moments.length === 0 ? undefined : Math.min(...moments);
}
