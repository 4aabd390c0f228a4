import type { ControllerRevision, KubeObject, Pod, ReplicaSet, Workload } from "../../../../core/rollout/objects.ts";
import type { EnvironmentObjects } from "../../../clusters/environmentSnapshot.ts";

/** What belongs to one workload, and what nobody is known to own, which may. */
export interface OwnedObjects {
  readonly replicaSets: readonly ReplicaSet[];
  readonly controllerRevisions: readonly ControllerRevision[];
  readonly pods: readonly Pod[];
}

type Index<T> = ReadonlyMap<string, readonly T[]>;

const NOBODY = "";

/** Finds what belongs to a workload in one look instead of asking every object of the namespace. */
export function ownedObjectsOf(objects: EnvironmentObjects): (workload: Workload) => OwnedObjects {
  const replicaSets = byOwner(objects.ReplicaSet.values());
  const controllerRevisions = byOwner(objects.ControllerRevision.values());
  const pods = byOwner(objects.Pod.values());
  return ({ metadata: { uid = NOBODY } }) => {
    const sets = owned(replicaSets, uid);
    return {
      replicaSets: sets,
      controllerRevisions: owned(controllerRevisions, uid),
      pods: [...owned(pods, uid), ...sets.flatMap((set) => owned(pods, set.metadata.uid ?? NOBODY))],
    };
  };
}

function byOwner<T extends KubeObject>(objects: Iterable<T>): Index<T> {
  return Map.groupBy(objects, ({ metadata: { ownerReferences = [] } }) => {
    return (ownerReferences.find(({ controller }) => controller === true) ?? ownerReferences[0])?.uid ?? NOBODY;
  });
}

function owned<T>(index: Index<T>, uid: string): readonly T[] {
  return uid === NOBODY ? [] : (index.get(uid) ?? []);
}

/** Pods in an order that does not change while they come and go. */
export function byName(pods: readonly Pod[]): readonly Pod[] {
  return pods.toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
}
