import type { Condition, Deployment } from "../../../core/rollout/objects.ts";
import { findCondition, withCondition, withoutCondition } from "../conditions.ts";
import { kubeTime } from "../time.ts";
import { maxUnavailable, replicasOf } from "./bounds.ts";
import { allOf, availableOf, presentOf, type ReplicaSets, sum } from "./replicaSets.ts";

export type DeploymentStatus = NonNullable<Deployment["status"]>;

/** What a Deployment reports of its ReplicaSets. Progress is judged apart, see `progress.ts`. */
export function deploymentStatus(deployment: Deployment, sets: ReplicaSets, now: number): DeploymentStatus {
  const all = allOf(sets);
  const available = sum(all, availableOf);
  const { collisionCount, conditions = [] } = deployment.status ?? {};
  return {
    observedGeneration: deployment.metadata.generation ?? 0,
    replicas: sum(all, presentOf),
    updatedReplicas: sets.newest ? presentOf(sets.newest) : 0,
    readyReplicas: sum(all, (replicaSet) => replicaSet.status?.readyReplicas ?? 0),
    availableReplicas: available,
    unavailableReplicas: Math.max(0, sum(all, replicasOf) - available),
    terminatingReplicas: sum(all, (set) => set.status?.terminatingReplicas ?? 0),
    ...(collisionCount !== undefined && { collisionCount }),
    conditions: withCondition(replicaFailure(conditions, sets), availability(deployment, available, now)),
  };
}

function availability(deployment: Deployment, available: number, now: number): Condition {
  const enough = available >= replicasOf(deployment) - maxUnavailable(deployment);
  return {
    type: "Available",
    status: enough ? "True" : "False",
    reason: enough ? "MinimumReplicasAvailable" : "MinimumReplicasUnavailable",
    message: `Deployment ${enough ? "has" : "does not have"} minimum availability.`,
    lastUpdateTime: kubeTime(now),
    lastTransitionTime: kubeTime(now),
  };
}

/** The newest ReplicaSet's failure to make pods, or else the first old one's, is the Deployment's. */
function replicaFailure(conditions: readonly Condition[], { newest, old }: ReplicaSets): Condition[] {
  const failures = [newest, ...old].flatMap((set) => findCondition(set?.status?.conditions, "ReplicaFailure") ?? []);
  const [failure] = failures;
  return failure === undefined ? withoutCondition(conditions, "ReplicaFailure") : withCondition(conditions, failure);
}
