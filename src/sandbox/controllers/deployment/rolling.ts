import type { Deployment, ReplicaSet } from "../../../core/rollout/objects.ts";
import type { World } from "../world.ts";
import { isRolling, maxSurge, maxUnavailable, replicasOf } from "./bounds.ts";
import { scaleReplicaSet } from "./context.ts";
import { allOf, availableOf, byAge, type ReplicaSets, sum } from "./replicaSets.ts";

/** How large the newest ReplicaSet may be now: never above the desired number, nor all together above the surge. */
export function newestSize(deployment: Deployment, all: readonly ReplicaSet[], newest: ReplicaSet): number {
  if (!isRolling(deployment)) return replicasOf(deployment);
  const room = replicasOf(deployment) + maxSurge(deployment) - sum(all, replicasOf);
  if (room <= 0) return replicasOf(newest);
  return replicasOf(newest) + Math.min(room, replicasOf(deployment) - replicasOf(newest));
}

/** One step of a rolling update: the new side up, or else the old side down. Returns whether a size changed. */
export function rollOn(world: World, deployment: Deployment, sets: ReplicaSets): boolean {
  return growNewest(world, deployment, sets) || shrinkOld(world, deployment, sets);
}

function growNewest(world: World, deployment: Deployment, sets: ReplicaSets): boolean {
  const { newest } = sets;
  if (newest === undefined || replicasOf(newest) === replicasOf(deployment)) return false;
  const size =
    replicasOf(newest) > replicasOf(deployment) ? replicasOf(deployment) : newestSize(deployment, allOf(sets), newest);
  return scaleReplicaSet(world, deployment, newest, size);
}

/** First pods that never became available go, for they cost nothing; then as many as availability allows. */
function shrinkOld(world: World, deployment: Deployment, sets: ReplicaSets): boolean {
  const { newest } = sets;
  if (newest === undefined || sum(sets.old, replicasOf) === 0) return false;
  const minAvailable = replicasOf(deployment) - maxUnavailable(deployment);
  const newUnavailable = replicasOf(newest) - availableOf(newest);
  const spare = sum(allOf(sets), replicasOf) - minAvailable - newUnavailable;
  if (spare <= 0) return false;
  const sizes = new Map(sets.old.map((replicaSet) => [replicaSet, replicasOf(replicaSet)]));
  dropUnhealthy(sizes, spare);
  dropAvailable(sizes, sum(allOf(sets), availableOf) - minAvailable);
  const changes = [...sizes].map(([replicaSet, size]) =>
    size === replicasOf(replicaSet) ? false : scaleReplicaSet(world, deployment, replicaSet, size),
  );
  return changes.includes(true);
}

type Sizes = Map<ReplicaSet, number>;

function dropUnhealthy(sizes: Sizes, spare: number): void {
  let left = spare;
  for (const [replicaSet, size] of byAgeOf(sizes)) {
    const drop = Math.max(0, Math.min(left, size - availableOf(replicaSet)));
    sizes.set(replicaSet, size - drop);
    left -= drop;
  }
}

function dropAvailable(sizes: Sizes, spare: number): void {
  let left = Math.max(0, spare);
  for (const [replicaSet, size] of byAgeOf(sizes)) {
    const drop = Math.min(left, size);
    sizes.set(replicaSet, size - drop);
    left -= drop;
  }
}

function byAgeOf(sizes: Sizes): [ReplicaSet, number][] {
  return [...sizes].toSorted(([a], [b]) => byAge(a, b));
}
