import type { Disposable } from "../../../base/dispose.ts";
import { messageOf } from "../../../base/result.ts";
import type { Pod, ReplicaSet } from "../../../core/rollout/objects.ts";
import { claim } from "../claim.ts";
import { keyOf, runController } from "../controller.ts";
import { createPod } from "../newPod.ts";
import { controllerOf } from "../ownerIndex.ts";
import { isActive, isFinished, isTerminating, nextAvailability } from "../podFacts.ts";
import { PODS, REPLICA_SETS } from "../resources.ts";
import type { WorkQueue } from "../workLoop.ts";
import type { World } from "../world.ts";
import { inOrderOfDeletion } from "./ranking.ts";
import { replicaSetStatus } from "./status.ts";

/** kube-controller-manager creates and deletes at most so many pods of one ReplicaSet at a time. */
const BURST = 500;
const SOURCE = { component: "replicaset-controller" } as const;

/** Keeps the number of pods that each ReplicaSet asks for. */
export function startReplicaSets(world: World): Disposable {
  return runController<ReplicaSet>(world, {
    resource: REPLICA_SETS,
    kind: "ReplicaSet",
    owns: [PODS],
    reconcile: (replicaSet, queue) => reconcile(world, replicaSet, queue),
  });
}

function reconcile(world: World, replicaSet: ReplicaSet, queue: WorkQueue): void {
  const { namespace = "", name } = replicaSet.metadata;
  const pods = claim<Pod>(world, replicaSet, PODS);
  let failure: string | undefined;
  if (replicaSet.metadata.deletionTimestamp === undefined) {
    failure = manage(world, replicaSet, pods.filter(isActive));
  }
  if (!world.store.get(REPLICA_SETS, namespace, name)) return;
  const all = claim<Pod>(world, replicaSet, PODS);
  const active = all.filter(isActive);
  const now = world.clock.now();
  const terminating = all.filter((pod) => isTerminating(pod) && !isFinished(pod)).length;
  world.store.updateStatus(REPLICA_SETS, namespace, name, (current) => {
    const next = replicaSetStatus(current as ReplicaSet, active, { terminating, failure, now });
    return { ...current, status: next };
  });
  const next = nextAvailability(active, replicaSet.spec.minReadySeconds, now);
  if (next !== undefined) queue.addAfter(keyOf(replicaSet), next - now);
  if (failure !== undefined) throw new Error(failure);
}

/** Creates or deletes pods. Returns why a creation was refused. */
function manage(world: World, replicaSet: ReplicaSet, active: readonly Pod[]): string | undefined {
  const missing = (replicaSet.spec.replicas ?? 1) - active.length;
  if (missing < 0) deletePods(world, replicaSet, active, -missing);
  for (let i = 0; i < Math.min(missing, BURST); i++) {
    const failure = addPod(world, replicaSet);
    if (failure !== undefined) return failure;
  }
  return undefined;
}

function addPod(world: World, replicaSet: ReplicaSet): string | undefined {
  try {
    const pod = createPod(world, { owner: replicaSet, template: replicaSet.spec.template });
    const message = `Created pod: ${pod.metadata.name}`;
    world.events.record(replicaSet, { reason: "SuccessfulCreate", message, source: SOURCE });
    return undefined;
  } catch (error) {
    const message = `Error creating: ${messageOf(error)}`;
    world.events.record(replicaSet, { type: "Warning", reason: "FailedCreate", message, source: SOURCE });
    return messageOf(error);
  }
}

function deletePods(world: World, replicaSet: ReplicaSet, active: readonly Pod[], count: number): void {
  const order = inOrderOfDeletion(active, relatedPods(world, replicaSet), world.clock.now());
  for (const pod of order.slice(0, Math.min(count, BURST))) {
    const { namespace = "", name, uid = "" } = pod.metadata;
    world.store.remove(PODS, namespace, name, { uid });
    const message = `Deleted pod: ${name}`;
    world.events.record(replicaSet, { reason: "SuccessfulDelete", message, source: SOURCE });
  }
}

/** The active pods of all ReplicaSets of the same Deployment: they decide which nodes are crowded. */
function relatedPods(world: World, replicaSet: ReplicaSet): Pod[] {
  const owner = controllerOf(replicaSet);
  const siblings = owner ? world.owned.dependents(REPLICA_SETS, owner.uid) : [replicaSet];
  const pods = siblings.flatMap((sibling) => world.owned.dependents(PODS, sibling.metadata.uid ?? ""));
  return (pods as Pod[]).filter(isActive);
}
