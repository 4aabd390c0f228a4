import { controllerRevisionOf, podsOf } from "./family.ts";
import type { Pod } from "./objects.ts";
import { controllerOf } from "./owners.ts";
import { isReady } from "./pod.ts";
import { at, count, identityOf, text } from "./read.ts";

/**
 * Pods that keep a StatefulSet from leaving the revision they are of. In order, it waits for every pod to become ready
 * before it replaces any, also for one whose revision nobody wants any more: someone must delete it (Kubernetes' guide
 * to StatefulSets, "Forced rollback"). None while the controller has not seen the present template: it would make the
 * pod again from the one before.
 */
export function blockingPods(workload: unknown, pods: readonly Pod[]): readonly Pod[] {
  const wanted = text(at(workload, "status", "updateRevision"));
  if (!waitsInOrder(workload) || !isObserved(workload) || wanted === undefined) return [];
  const { uid } = identityOf(workload);
  return podsOf(workload, { pods }).filter(
    (pod) =>
      controllerOf(pod)?.uid === uid &&
      pod.metadata.deletionTimestamp === undefined &&
      !isReady(pod) &&
      controllerRevisionOf(pod) !== wanted,
  );
}

/** One that replaces pods only when someone deletes them, or is going itself, is left alone. */
function waitsInOrder(workload: unknown): boolean {
  return (
    at(workload, "kind") === "StatefulSet" &&
    at(workload, "spec", "podManagementPolicy") !== "Parallel" &&
    at(workload, "spec", "updateStrategy", "type") !== "OnDelete" &&
    text(at(workload, "metadata", "deletionTimestamp")) === undefined
  );
}

function isObserved(workload: unknown): boolean {
  const generation = count(at(workload, "metadata", "generation"));
  return generation !== undefined && count(at(workload, "status", "observedGeneration")) === generation;
}
