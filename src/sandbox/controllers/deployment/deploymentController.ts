import type { Disposable } from "../../../base/dispose.ts";
import type { Deployment, ReplicaSet } from "../../../core/rollout/objects.ts";
import { claim } from "../claim.ts";
import { findCondition } from "../conditions.ts";
import { keyOf, runController } from "../controller.ts";
import { DEPLOYMENTS, REPLICA_SETS } from "../resources.ts";
import type { WorkQueue } from "../workLoop.ts";
import type { World } from "../world.ts";
import { revisionOf } from "./annotations.ts";
import { isRolling, replicasOf } from "./bounds.ts";
import { scaleReplicaSet } from "./context.ts";
import { hasDeadline, setProgressing, syncRevision, updateStatus } from "./newest.ts";
import { isComplete, judgeProgress, untilDeadline } from "./progress.ts";
import { oldPodsRun, stopOld } from "./recreate.ts";
import { isScalingEvent, type ReplicaSets } from "./replicaSets.ts";
import { rollOn } from "./rolling.ts";
import { scale } from "./scaling.ts";
import { deploymentStatus } from "./status.ts";

/** The API server's default for `revisionHistoryLimit`. */
const HISTORY_LIMIT = 10;

/** Rolls Deployments out as kube-controller-manager does, step by step. */
export function startDeployments(world: World): Disposable {
  return runController<Deployment>(world, {
    resource: DEPLOYMENTS,
    kind: "Deployment",
    owns: [REPLICA_SETS],
    reconcile: (deployment, queue) => reconcile(world, deployment, queue),
  });
}

function reconcile(world: World, deployment: Deployment, queue: WorkQueue): void {
  if (deployment.metadata.deletionTimestamp !== undefined) {
    return writeStatus(world, deployment, syncRevision(world, deployment, claimed(world, deployment), false));
  }
  notePause(world, deployment);
  const all = claimed(world, deployment);
  if (deployment.spec.paused === true || isScalingEvent(deployment, all))
    return resize(world, fresh(world, deployment));
  if (isRolling(deployment)) rollingUpdate(world, deployment, all, queue);
  else recreate(world, deployment, all, queue);
}

/** Scaling and pausing touch sizes and status only; they neither roll nor judge progress. */
function resize(world: World, deployment: Deployment): void {
  const sets = syncRevision(world, deployment, claimed(world, deployment), false);
  scale(world, deployment, sets);
  if (deployment.spec.paused === true) dropHistory(world, deployment, sets);
  writeStatus(world, fresh(world, deployment), reread(world, sets));
}

function rollingUpdate(world: World, deployment: Deployment, all: readonly ReplicaSet[], queue: WorkQueue): void {
  const sets = syncRevision(world, deployment, all, true);
  const moved = rollOn(world, deployment, sets);
  if (!moved && isComplete(deployment, deployment.status ?? {})) dropHistory(world, deployment, sets);
  writeProgress(world, fresh(world, deployment), reread(world, sets), queue);
}

function recreate(world: World, deployment: Deployment, all: readonly ReplicaSet[], queue: WorkQueue): void {
  const before = syncRevision(world, deployment, all, false);
  if (stopOld(world, deployment, before) || oldPodsRun(world, before)) {
    return writeProgress(world, fresh(world, deployment), reread(world, before), queue);
  }
  const sets = before.newest ? before : syncRevision(world, deployment, all, true);
  if (sets.newest) scaleReplicaSet(world, deployment, sets.newest, replicasOf(deployment));
  if (isComplete(deployment, deployment.status ?? {})) dropHistory(world, deployment, sets);
  writeProgress(world, fresh(world, deployment), reread(world, sets), queue);
}

function claimed(world: World, deployment: Deployment): ReplicaSet[] {
  return claim<ReplicaSet>(world, deployment, REPLICA_SETS);
}

function fresh(world: World, deployment: Deployment): Deployment {
  const { namespace = "", name } = deployment.metadata;
  return (world.store.get(DEPLOYMENTS, namespace, name) ?? deployment) as Deployment;
}

function reread(world: World, { newest, old }: ReplicaSets): ReplicaSets {
  const read = ({ metadata }: ReplicaSet): ReplicaSet[] => {
    const found = world.store.get(REPLICA_SETS, metadata.namespace ?? "", metadata.name);
    return found === undefined ? [] : [found as ReplicaSet];
  };
  return { newest: newest && read(newest)[0], old: old.flatMap(read) };
}

/** A pause stops the deadline's clock, and the end of the pause starts it anew. */
function notePause(world: World, deployment: Deployment): void {
  const current = findCondition(deployment.status?.conditions, "Progressing");
  if (!hasDeadline(deployment) || current?.reason === "ProgressDeadlineExceeded") return;
  const paused = deployment.spec.paused === true;
  const known = current?.reason === "DeploymentPaused";
  if (paused === known) return;
  const [reason, word] = paused ? ["DeploymentPaused", "paused"] : ["DeploymentResumed", "resumed"];
  setProgressing(world, deployment, { status: "Unknown", reason, message: `Deployment is ${word}` });
}

function writeStatus(world: World, deployment: Deployment, sets: ReplicaSets): void {
  const status = deploymentStatus(deployment, sets, world.clock.now());
  updateStatus(world, deployment, () => status);
}

function writeProgress(world: World, deployment: Deployment, sets: ReplicaSets, queue: WorkQueue): void {
  const now = world.clock.now();
  const status = judgeProgress(deployment, sets, deploymentStatus(deployment, sets, now), now);
  updateStatus(world, deployment, () => status);
  const left = untilDeadline(deployment, status, now);
  if (left !== undefined) queue.addAfter(keyOf(deployment), left);
}

/** Removes the oldest ReplicaSets beyond the history limit, but none that still has or wants pods. */
function dropHistory(world: World, deployment: Deployment, { old }: ReplicaSets): void {
  const living = old.filter((replicaSet) => replicaSet.metadata.deletionTimestamp === undefined);
  const excess = living.length - (deployment.spec.revisionHistoryLimit ?? HISTORY_LIMIT);
  if (excess <= 0) return;
  const oldest = living.toSorted((a, b) => revisionOf(a) - revisionOf(b)).slice(0, excess);
  for (const { metadata, spec, status } of oldest) {
    const observed = (status?.observedGeneration ?? 0) >= (metadata.generation ?? 0);
    if (!observed || (status?.replicas ?? 0) !== 0 || spec.replicas !== 0) continue;
    world.store.remove(REPLICA_SETS, metadata.namespace ?? "", metadata.name, { uid: metadata.uid ?? "" });
  }
}
