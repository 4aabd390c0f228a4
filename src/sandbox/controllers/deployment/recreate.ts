import type { Deployment } from "../../../core/rollout/objects.ts";
import { isFinished } from "../podFacts.ts";
import type { World } from "../world.ts";
import { replicasOf } from "./bounds.ts";
import { podsOf, scaleReplicaSet } from "./context.ts";
import { presentOf, type ReplicaSets, sum } from "./replicaSets.ts";

/** Takes every old ReplicaSet to nothing. Returns whether a size changed. */
export function stopOld(world: World, deployment: Deployment, { old }: ReplicaSets): boolean {
  const running = old.filter((replicaSet) => replicasOf(replicaSet) > 0);
  for (const replicaSet of running) scaleReplicaSet(world, deployment, replicaSet, 0);
  return running.length > 0;
}

/** Whether an old pod is still there, terminating ones included: a recreated Deployment waits for them. */
export function oldPodsRun(world: World, { old }: ReplicaSets): boolean {
  if (sum(old, presentOf) > 0) return true;
  return old.some((replicaSet) => podsOf(world, replicaSet).some((pod) => !isFinished(pod)));
}
