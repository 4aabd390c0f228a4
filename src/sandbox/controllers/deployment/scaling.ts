import type { Deployment, ReplicaSet } from "../../../core/rollout/objects.ts";
import { timeOf } from "../time.ts";
import type { World } from "../world.ts";
import { DESIRED_REPLICAS, MAX_REPLICAS, revisionOf } from "./annotations.ts";
import { isRolling, maxSurge, replicasOf } from "./bounds.ts";
import { scaleReplicaSet } from "./context.ts";
import { allOf, availableOf, type ReplicaSets, sum } from "./replicaSets.ts";

/**
 * Brings a Deployment to its size without rolling it: the only ReplicaSet takes all; in the middle of a rolling
 * update each running one grows or shrinks in proportion (risk is spread, not added).
 */
export function scale(world: World, deployment: Deployment, sets: ReplicaSets): void {
  const only = activeOrLatest(sets);
  if (only !== undefined) {
    if (replicasOf(only) !== replicasOf(deployment)) scaleReplicaSet(world, deployment, only, replicasOf(deployment));
    return;
  }
  if (sets.newest !== undefined && isSaturated(deployment, sets.newest)) {
    for (const old of sets.old.filter(isRunning)) scaleReplicaSet(world, deployment, old, 0);
    return;
  }
  if (isRolling(deployment)) scaleInProportion(world, deployment, allOf(sets).filter(isRunning));
}

function isRunning(replicaSet: ReplicaSet): boolean {
  return replicasOf(replicaSet) > 0;
}

/** The one running ReplicaSet, or the newest where none runs; undefined where several run. */
function activeOrLatest(sets: ReplicaSets): ReplicaSet | undefined {
  const active = allOf(sets).filter(isRunning);
  if (active.length > 1) return undefined;
  return active[0] ?? sets.newest ?? sets.old.toSorted((a, b) => revisionOf(b) - revisionOf(a))[0];
}

function isSaturated(deployment: Deployment, replicaSet: ReplicaSet): boolean {
  const desired = replicasOf(deployment);
  return (
    replicasOf(replicaSet) === desired &&
    Number(replicaSet.metadata.annotations?.[DESIRED_REPLICAS]) === desired &&
    availableOf(replicaSet) === desired
  );
}

function scaleInProportion(world: World, deployment: Deployment, active: readonly ReplicaSet[]): void {
  const desired = replicasOf(deployment);
  const allowed = desired > 0 ? desired + maxSurge(deployment) : 0;
  const toAdd = allowed - sum(active, replicasOf);
  const order = active.toSorted((a, b) => replicasOf(b) - replicasOf(a) || tieBreak(a, b, toAdd > 0));
  const sizes = order.map(replicasOf);
  let added = 0;
  for (const [i, replicaSet] of order.entries()) {
    const share = proportion(deployment, replicaSet, toAdd, added);
    sizes[i] = replicasOf(replicaSet) + share;
    added += share;
  }
  sizes[0] = Math.max(0, (sizes[0] ?? 0) + toAdd - added);
  for (const [i, replicaSet] of order.entries()) scaleReplicaSet(world, deployment, replicaSet, sizes[i] ?? 0);
}

/** Of equal sizes, the newer grows first and the older shrinks first. */
function tieBreak(a: ReplicaSet, b: ReplicaSet, newerFirst: boolean): number {
  const age = timeOf(a.metadata.creationTimestamp) - timeOf(b.metadata.creationTimestamp);
  return newerFirst ? -age : age;
}

function proportion(deployment: Deployment, replicaSet: ReplicaSet, toAdd: number, added: number): number {
  if (toAdd === 0 || toAdd === added) return 0;
  const share = fraction(deployment, replicaSet);
  const left = toAdd - added;
  return toAdd > 0 ? Math.min(share, left) : Math.max(share, left);
}

function fraction(deployment: Deployment, replicaSet: ReplicaSet): number {
  const size = replicasOf(replicaSet);
  const desired = replicasOf(deployment);
  if (desired === 0) return -size;
  const before = Number(replicaSet.metadata.annotations?.[MAX_REPLICAS]) || (deployment.status?.replicas ?? 0);
  if (before === 0) return 0;
  return Math.round((size * (desired + maxSurge(deployment))) / before) - size;
}
