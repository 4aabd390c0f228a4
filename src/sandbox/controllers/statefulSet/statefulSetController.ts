import type { Disposable } from "../../../base/dispose.ts";
import type { Pod, StatefulSet } from "../../../core/rollout/objects.ts";
import { claim } from "../claim.ts";
import { keyOf, runController } from "../controller.ts";
import { isTerminating, nextAvailability } from "../podFacts.ts";
import { CONTROLLER_REVISIONS, PODS, STATEFUL_SETS } from "../resources.ts";
import { dropRevisions, presentRevision, revisionsOf } from "../revisions.ts";
import type { WorkQueue } from "../workLoop.ts";
import type { World } from "../world.ts";
import { createOrdinal, ordinalOf, revisionName } from "./ordinals.ts";
import { planSteps, type Revisions, type Step } from "./plan.ts";
import { statefulSetStatus } from "./status.ts";

const SOURCE = { component: "statefulset-controller" } as const;

/** Keeps the ordered pods of StatefulSets. */
export function startStatefulSets(world: World): Disposable {
  return runController<StatefulSet>(world, {
    resource: STATEFUL_SETS,
    kind: "StatefulSet",
    owns: [PODS, CONTROLLER_REVISIONS],
    reconcile: (set, queue) => reconcile(world, set, queue),
  });
}

function reconcile(world: World, set: StatefulSet, queue: WorkQueue): void {
  const known = revisionsOf(world, set);
  const update = presentRevision(world, set, known);
  if (update === undefined) return countCollision(world, set);
  const current = known.find((revision) => revision.metadata.name === set.status?.currentRevision) ?? update;
  const revisions: Revisions = { current, update };
  const now = world.clock.now();
  if (set.metadata.deletionTimestamp === undefined) {
    for (const step of planSteps(set, podsOf(world, set), revisions, now)) take(world, set, step);
  }
  const pods = podsOf(world, set);
  writeStatus(world, set, statefulSetStatus(set, pods, revisions, now));
  const live = new Set([current.metadata.name, update.metadata.name, ...pods.map(revisionName)]);
  dropRevisions(world, set, known, (revision) => live.has(revision.metadata.name));
  const next = nextAvailability(
    pods.filter((pod) => !isTerminating(pod)),
    set.spec.minReadySeconds,
    now,
  );
  if (next !== undefined) queue.addAfter(keyOf(set), next - now);
}

function podsOf(world: World, set: StatefulSet): Pod[] {
  const pods = claim<Pod>(world, set, PODS).filter((pod) => ordinalOf(set, pod) >= 0);
  return pods.toSorted((a, b) => ordinalOf(set, a) - ordinalOf(set, b));
}

function take(world: World, set: StatefulSet, step: Step): void {
  const name = set.metadata.name;
  if (step.do === "create") {
    const pod = createOrdinal(world, set, step.ordinal, step.revision);
    const message = `Create Pod ${pod.metadata.name} in StatefulSet ${name} successful`;
    world.events.record(set, { reason: "SuccessfulCreate", message, source: SOURCE });
    return;
  }
  const { namespace = "", name: podName, uid = "" } = step.pod.metadata;
  world.store.remove(PODS, namespace, podName, { uid });
  const message = `Delete Pod ${podName} in StatefulSet ${name} successful`;
  world.events.record(set, { reason: "SuccessfulDelete", message, source: SOURCE });
}

function countCollision(world: World, set: StatefulSet): void {
  writeStatus(world, set, { ...set.status, collisionCount: (set.status?.collisionCount ?? 0) + 1 });
}

function writeStatus(world: World, set: StatefulSet, status: NonNullable<StatefulSet["status"]>): void {
  const { namespace = "", name } = set.metadata;
  world.store.updateStatus(STATEFUL_SETS, namespace, name, (current) => ({ ...current, status }));
}
