import type { Deployment } from "../../../core/rollout/objects.ts";
import { intOrPercent } from "../intOrPercent.ts";

export function replicasOf(object: { spec: { replicas?: number } }): number {
  return object.spec.replicas ?? 1;
}

export function isRolling(deployment: Deployment): boolean {
  return (deployment.spec.strategy?.type ?? "RollingUpdate") === "RollingUpdate";
}

/** How many pods above the desired number a rolling update may have. */
export function maxSurge(deployment: Deployment): number {
  return isRolling(deployment) ? fenceposts(deployment).surge : 0;
}

/** How many of the desired pods may be missing during a rolling update. */
export function maxUnavailable(deployment: Deployment): number {
  const replicas = replicasOf(deployment);
  if (!isRolling(deployment) || replicas === 0) return 0;
  return Math.min(fenceposts(deployment).unavailable, replicas);
}

/** Surge rounds up, unavailable down; both zero would never move, so one may then be missing. */
function fenceposts(deployment: Deployment): { surge: number; unavailable: number } {
  const rolling = deployment.spec.strategy?.rollingUpdate;
  const replicas = replicasOf(deployment);
  const surge = intOrPercent(rolling?.maxSurge ?? "25%", replicas, true);
  const unavailable = intOrPercent(rolling?.maxUnavailable ?? "25%", replicas, false);
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}
