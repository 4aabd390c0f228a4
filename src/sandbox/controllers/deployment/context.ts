import type { Deployment, Pod, ReplicaSet } from "../../../core/rollout/objects.ts";
import { PODS, REPLICA_SETS } from "../resources.ts";
import type { World } from "../world.ts";
import { sizeAnnotations } from "./annotations.ts";
import { replicasOf } from "./bounds.ts";

const SOURCE = { component: "deployment-controller" } as const;

/**
 * Sets a ReplicaSet's size, and the sizes it remembers of its Deployment. Returns whether the size changed.
 */
export function scaleReplicaSet(world: World, deployment: Deployment, replicaSet: ReplicaSet, size: number): boolean {
  const before = replicasOf(replicaSet);
  const { namespace = "", name } = replicaSet.metadata;
  world.store.update(REPLICA_SETS, namespace, name, (current) => ({
    ...current,
    metadata: {
      ...current.metadata,
      annotations: { ...current.metadata.annotations, ...sizeAnnotations(deployment) },
    },
    spec: { ...(current.spec as ReplicaSet["spec"]), replicas: size },
  }));
  if (before === size) return false;
  recordScaling(world, deployment, name, before, size);
  return true;
}

export function recordScaling(world: World, deployment: Deployment, name: string, from: number, to: number): void {
  const direction = to > from ? "up" : "down";
  const message = `Scaled ${direction} replica set ${name} from ${from} to ${to}`;
  world.events.record(deployment, { reason: "ScalingReplicaSet", message, source: SOURCE });
}

export function podsOf(world: World, replicaSet: ReplicaSet): Pod[] {
  return world.owned.dependents(PODS, replicaSet.metadata.uid ?? "") as Pod[];
}
