import type { Condition, Deployment } from "../../../core/rollout/objects.ts";
import { findCondition, withCondition, withoutCondition } from "../conditions.ts";
import { kubeTime, timeOf } from "../time.ts";
import { replicasOf } from "./bounds.ts";
import { hasDeadline } from "./newest.ts";
import type { ReplicaSets } from "./replicaSets.ts";
import type { DeploymentStatus } from "./status.ts";

const AVAILABLE = "NewReplicaSetAvailable";
const TIMED_OUT = "ProgressDeadlineExceeded";

/** Whether the rollout is through: everything desired is new, present and available. */
export function isComplete(deployment: Deployment, status: DeploymentStatus): boolean {
  const desired = replicasOf(deployment);
  return (
    status.updatedReplicas === desired &&
    status.replicas === desired &&
    status.availableReplicas === desired &&
    (status.observedGeneration ?? 0) >= (deployment.metadata.generation ?? 0)
  );
}

/** Adds the Progressing condition that the change from the last status to this one deserves. */
export function judgeProgress(
  deployment: Deployment,
  sets: ReplicaSets,
  status: DeploymentStatus,
  now: number,
): DeploymentStatus {
  const conditions = status.conditions ?? [];
  if (!hasDeadline(deployment)) return { ...status, conditions: withoutCondition(conditions, "Progressing") };
  const current = findCondition(deployment.status?.conditions, "Progressing");
  if (status.replicas === status.updatedReplicas && current?.reason === AVAILABLE) return status;
  const subject = sets.newest
    ? `ReplicaSet "${sets.newest.metadata.name}"`
    : `Deployment "${deployment.metadata.name}"`;
  const time = kubeTime(now);
  const condition = (text: string, reason: string, truth: Condition["status"] = "True"): Condition => ({
    type: "Progressing",
    status: truth,
    reason,
    message: `${subject} ${text}`,
    lastUpdateTime: time,
    lastTransitionTime: time,
  });
  if (isComplete(deployment, status)) {
    return { ...status, conditions: withCondition(conditions, condition("has successfully progressed.", AVAILABLE)) };
  }
  if (hasMoved(deployment.status ?? {}, status)) {
    return { ...status, conditions: renewed(conditions, condition("is progressing.", "ReplicaSetUpdated")) };
  }
  if (hasTimedOut(deployment, conditions, now)) {
    return {
      ...status,
      conditions: withCondition(conditions, condition("has timed out progressing.", TIMED_OUT, "False")),
    };
  }
  return status;
}

/** Milliseconds until the deadline can be judged; undefined where nothing is to be waited for. */
export function untilDeadline(deployment: Deployment, status: DeploymentStatus, now: number): number | undefined {
  const current = findCondition(status.conditions, "Progressing");
  if (!hasDeadline(deployment) || current === undefined || current.reason === TIMED_OUT) return undefined;
  if (isComplete(deployment, status) || current.reason === AVAILABLE) return undefined;
  const deadline = (deployment.spec.progressDeadlineSeconds ?? 0) * 1000;
  return Math.max(0, timeOf(current.lastUpdateTime) + deadline - now) + 1000;
}

function hasMoved(before: DeploymentStatus, after: DeploymentStatus): boolean {
  return (
    (after.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) ||
    oldOf(after) < oldOf(before) ||
    (after.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (after.availableReplicas ?? 0) > (before.availableReplicas ?? 0)
  );
}

function oldOf(status: DeploymentStatus): number {
  return (status.replicas ?? 0) - (status.updatedReplicas ?? 0);
}

/** Movement renews `lastUpdateTime`, from which the deadline counts, even where status and reason stay. */
function renewed(conditions: readonly Condition[], next: Condition): Condition[] {
  const current = findCondition(conditions, "Progressing");
  const since = current?.status === "True" ? current.lastTransitionTime : undefined;
  return [
    ...withoutCondition(conditions, "Progressing"),
    since === undefined ? next : { ...next, lastTransitionTime: since },
  ];
}

function hasTimedOut(deployment: Deployment, conditions: readonly Condition[], now: number): boolean {
  const current = findCondition(conditions, "Progressing");
  if (current === undefined || current.reason === AVAILABLE) return false;
  if (current.reason === TIMED_OUT) return true;
  return timeOf(current.lastUpdateTime) + (deployment.spec.progressDeadlineSeconds ?? 0) * 1000 < now;
}
