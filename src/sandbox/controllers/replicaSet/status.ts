import type { Pod, ReplicaSet } from "../../../core/rollout/objects.ts";
import { findCondition, withCondition, withoutCondition } from "../conditions.ts";
import { isPodAvailable, isPodReady } from "../podFacts.ts";
import { selects } from "../selector.ts";
import { kubeTime } from "../time.ts";

type Status = NonNullable<ReplicaSet["status"]>;

/** What a ReplicaSet reports of its active pods. */
export function replicaSetStatus(
  replicaSet: ReplicaSet,
  active: readonly Pod[],
  facts: { terminating: number; failure: string | undefined; now: number },
): Status {
  const { template, minReadySeconds } = replicaSet.spec;
  const templateLabels = template.metadata?.labels ?? {};
  const conditions = failureConditions(replicaSet, facts);
  return {
    replicas: active.length,
    fullyLabeledReplicas: active.filter((pod) => selects({ matchLabels: templateLabels }, pod.metadata.labels)).length,
    readyReplicas: active.filter(isPodReady).length,
    availableReplicas: active.filter((pod) => isPodAvailable(pod, minReadySeconds, facts.now)).length,
    terminatingReplicas: facts.terminating,
    observedGeneration: replicaSet.metadata.generation ?? 0,
    ...(conditions.length > 0 && { conditions }),
  };
}

function failureConditions(replicaSet: ReplicaSet, { failure, now }: { failure: string | undefined; now: number }) {
  const known = replicaSet.status?.conditions ?? [];
  if (failure === undefined) return withoutCondition(known, "ReplicaFailure");
  if (findCondition(known, "ReplicaFailure")) return known;
  return withCondition(known, {
    type: "ReplicaFailure",
    status: "True",
    reason: "FailedCreate",
    message: failure,
    lastTransitionTime: kubeTime(now),
  });
}
