import type { Disposable } from "../../../base/dispose.ts";
import { TEMPLATE_GENERATION_ANNOTATION } from "../../../core/rollout/family.ts";
import type { DaemonSet, Pod } from "../../../core/rollout/objects.ts";
import { claim } from "../claim.ts";
import { keyOf, runController } from "../controller.ts";
import { createPod } from "../newPod.ts";
import { isActive, isFinished, isTerminating, nextAvailability } from "../podFacts.ts";
import { CONTROLLER_REVISIONS, DAEMON_SETS, NODES, PODS } from "../resources.ts";
import { dropRevisions, hashOf, presentRevision, REVISION_LABEL, revisionsOf } from "../revisions.ts";
import type { WorkQueue } from "../workLoop.ts";
import type { World } from "../world.ts";
import { daemonSpec, keepsNode, targetNode, wantsNode } from "./nodes.ts";
import { daemonSetStatus } from "./status.ts";
import { rollingMoves, type Site } from "./update.ts";

const SOURCE = { component: "daemonset-controller" } as const;

/** Keeps one pod of each DaemonSet on every node that takes it. */
export function startDaemonSets(world: World): Disposable {
  return runController<DaemonSet>(world, {
    resource: DAEMON_SETS,
    kind: "DaemonSet",
    owns: [PODS, CONTROLLER_REVISIONS],
    wakes: ({ resource }) => (resource === NODES ? world.store.list(DAEMON_SETS).map(keyOf) : []),
    reconcile: (daemonSet, queue) => reconcile(world, daemonSet, queue),
  });
}

function reconcile(world: World, daemonSet: DaemonSet, queue: WorkQueue): void {
  const known = revisionsOf(world, daemonSet);
  const present = presentRevision(world, daemonSet, known);
  if (present === undefined) return countCollision(world, daemonSet);
  const hash = hashOf(present);
  const now = world.clock.now();
  if (daemonSet.metadata.deletionTimestamp === undefined) {
    manage(world, daemonSet, hash);
    if (daemonSet.spec.updateStrategy?.type !== "OnDelete") roll(world, daemonSet, hash, now);
  }
  const { sites, misscheduled } = survey(world, daemonSet);
  const pods = sites.flatMap((site) => site.pods);
  writeStatus(world, daemonSet, daemonSetStatus(daemonSet, sites, { misscheduled, hash, now }));
  const live = new Set([hash, ...pods.map((pod) => pod.metadata.labels?.[REVISION_LABEL])]);
  dropRevisions(world, daemonSet, known, (revision) => live.has(hashOf(revision)));
  const next = nextAvailability(pods.filter(isActive), daemonSet.spec.minReadySeconds, now);
  if (next !== undefined) queue.addAfter(keyOf(daemonSet), next - now);
}

/** The wanted nodes with their pods; how many nodes have one unasked; and the pods that may not stay. */
function survey(world: World, daemonSet: DaemonSet): { sites: Site[]; misscheduled: number; strays: Pod[] } {
  const byNode = Map.groupBy(claim<Pod>(world, daemonSet, PODS), targetNode);
  const wanted = world.store.list(NODES).filter((node) => wantsNode(daemonSet.spec.template, node));
  const sites = wanted.map(({ metadata }) => ({ node: metadata.name, pods: byNode.get(metadata.name) ?? [] }));
  for (const site of sites) byNode.delete(site.node);
  const misscheduled = byNode.size;
  for (const node of byNode.keys()) {
    const object = world.store.get(NODES, "", node);
    if (object !== undefined && keepsNode(daemonSet.spec.template, object)) byNode.delete(node);
  }
  return { sites, misscheduled, strays: [...byNode.values()].flat() };
}

/** A pod where there is none, ended pods away, strays away. */
function manage(world: World, daemonSet: DaemonSet, hash: string): void {
  const { sites, strays } = survey(world, daemonSet);
  for (const { node, pods } of sites) {
    for (const pod of pods.filter((one) => isFinished(one) && !isTerminating(one))) replaceEnded(world, daemonSet, pod);
    if (pods.length === 0) addPod(world, daemonSet, node, hash);
  }
  for (const pod of strays.filter((one) => !isTerminating(one))) removePod(world, daemonSet, pod);
}

function roll(world: World, daemonSet: DaemonSet, hash: string, now: number): void {
  const { remove, surge } = rollingMoves(daemonSet, survey(world, daemonSet).sites, hash, now);
  for (const pod of remove) removePod(world, daemonSet, pod);
  for (const node of surge) addPod(world, daemonSet, node, hash);
}

function addPod(world: World, daemonSet: DaemonSet, node: string, hash: string): void {
  const generation = daemonSet.metadata.annotations?.[TEMPLATE_GENERATION_ANNOTATION];
  const pod = createPod(world, {
    owner: daemonSet,
    template: daemonSet.spec.template,
    labels: { [REVISION_LABEL]: hash, ...(generation && { "pod-template-generation": generation }) },
    spec: daemonSpec(daemonSet.spec.template, node),
  });
  const message = `Created pod: ${pod.metadata.name}`;
  world.events.record(daemonSet, { reason: "SuccessfulCreate", message, source: SOURCE });
}

function removePod(world: World, daemonSet: DaemonSet, pod: Pod): void {
  const { namespace = "", name, uid = "" } = pod.metadata;
  world.store.remove(PODS, namespace, name, { uid });
  const message = `Deleted pod: ${name}`;
  world.events.record(daemonSet, { reason: "SuccessfulDelete", message, source: SOURCE });
}

function replaceEnded(world: World, daemonSet: DaemonSet, pod: Pod): void {
  const message = `Found failed daemon pod ${keyOf(pod)} on node ${targetNode(pod)}, will try to kill it`;
  world.events.record(daemonSet, { type: "Warning", reason: "FailedDaemonPod", message, source: SOURCE });
  removePod(world, daemonSet, pod);
}

function countCollision(world: World, daemonSet: DaemonSet): void {
  writeStatus(world, daemonSet, {
    ...daemonSet.status,
    collisionCount: (daemonSet.status?.collisionCount ?? 0) + 1,
  });
}

function writeStatus(world: World, daemonSet: DaemonSet, status: NonNullable<DaemonSet["status"]>): void {
  const { namespace = "", name } = daemonSet.metadata;
  world.store.updateStatus(DAEMON_SETS, namespace, name, (current) => ({ ...current, status }));
}
