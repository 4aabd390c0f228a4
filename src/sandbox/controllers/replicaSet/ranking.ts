import type { Pod } from "../../../core/rollout/objects.ts";
import { isPodReady, podCondition } from "../podFacts.ts";
import { timeOf } from "../time.ts";

const PHASE_RANK: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 };

/**
 * The pods that a ReplicaSet gives up first come first: unassigned, pending, not ready, cheap to delete, crowded on
 * their node, ready for a shorter time (in powers of two), often restarted, young (`ActivePodsWithRanks`).
 */
export function inOrderOfDeletion(pods: readonly Pod[], related: readonly Pod[], now: number): Pod[] {
  const crowd = new Map<string, number>();
  for (const { spec } of related) if (spec.nodeName) crowd.set(spec.nodeName, (crowd.get(spec.nodeName) ?? 0) + 1);
  const ranks = new Map(pods.map((pod) => [pod, rankOf(pod, crowd.get(pod.spec.nodeName ?? "") ?? 0, now)]));
  return pods.toSorted((a, b) => compare(ranks.get(a) ?? [], ranks.get(b) ?? []));
}

type Rank = readonly (number | string)[];

/** Smaller goes first. */
function rankOf(pod: Pod, crowd: number, now: number): Rank {
  const ready = isPodReady(pod);
  return [
    pod.spec.nodeName ? 1 : 0,
    PHASE_RANK[pod.status?.phase ?? "Pending"] ?? 0,
    ready ? 1 : 0,
    Number(pod.metadata.annotations?.["controller.kubernetes.io/pod-deletion-cost"] ?? 0),
    -crowd,
    ready ? magnitude(now - timeOf(podCondition(pod, "Ready")?.lastTransitionTime)) : 0,
    -restarts(pod),
    magnitude(now - timeOf(pod.metadata.creationTimestamp)),
    pod.metadata.uid ?? "",
  ];
}

function magnitude(ms: number): number {
  return Math.floor(Math.log2(Math.max(1, ms / 1000)));
}

function restarts(pod: Pod): number {
  return Math.max(0, ...(pod.status?.containerStatuses ?? []).map((container) => container.restartCount));
}

function compare(a: Rank, b: Rank): number {
  for (let i = 0; i < a.length; i++) {
    const [left, right] = [a[i] ?? 0, b[i] ?? 0];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
