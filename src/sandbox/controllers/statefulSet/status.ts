import type { Pod, StatefulSet } from "../../../core/rollout/objects.ts";
import { isTerminating } from "../podFacts.ts";
import { isRunningAndAvailable, isRunningAndReady, revisionName } from "./ordinals.ts";
import type { Revisions } from "./plan.ts";

type Status = NonNullable<StatefulSet["status"]>;

/** What a StatefulSet reports. When all pods are updated and ready, the update revision becomes the current one. */
export function statefulSetStatus(set: StatefulSet, pods: readonly Pod[], revisions: Revisions, now: number): Status {
  const at = (name: string): number => pods.filter((pod) => !isTerminating(pod) && revisionName(pod) === name).length;
  const { conditions } = set.status ?? {};
  const status: Status = {
    observedGeneration: set.metadata.generation ?? 0,
    replicas: pods.length,
    readyReplicas: pods.filter(isRunningAndReady).length,
    availableReplicas: pods.filter((pod) => isRunningAndAvailable(set, pod, now)).length,
    currentReplicas: at(revisions.current.metadata.name),
    updatedReplicas: at(revisions.update.metadata.name),
    currentRevision: revisions.current.metadata.name,
    updateRevision: revisions.update.metadata.name,
    collisionCount: set.status?.collisionCount ?? 0,
    ...(conditions && { conditions }),
  };
  return isRolledOut(set, status) ? completed(status) : status;
}

function isRolledOut(set: StatefulSet, status: Status): boolean {
  if (set.spec.updateStrategy?.type === "OnDelete") return false;
  const desired = set.spec.replicas ?? 1;
  return [status.replicas, status.readyReplicas, status.updatedReplicas].every((count) => count === desired);
}

function completed(status: Status): Status {
  const { updatedReplicas, updateRevision } = status;
  return {
    ...status,
    ...(updatedReplicas !== undefined && { currentReplicas: updatedReplicas }),
    ...(updateRevision !== undefined && { currentRevision: updateRevision }),
  };
}
