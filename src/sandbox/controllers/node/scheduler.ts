import type { Disposable } from "../../../base/dispose.ts";
import type { Pod } from "../../../core/rollout/objects.ts";
import { withCondition } from "../conditions.ts";
import { keyOf, splitKey } from "../controller.ts";
import { isActive } from "../podFacts.ts";
import { NODES, PODS } from "../resources.ts";
import { kubeTime } from "../time.ts";
import type { World } from "../world.ts";
import { fitsNode, type Node } from "./fit.ts";

const SOURCE = { component: "default-scheduler" } as const;

/** Gives every pod a node: of those that take it, the one with the fewest pods. */
export function startScheduler(world: World): Disposable {
  const waiting = new Set<string>();
  const queue = world.loop.queue((key) => {
    const pod = world.store.get(PODS, ...splitKey(key)) as Pod | undefined;
    waiting.delete(key);
    if (pod === undefined || pod.spec.nodeName !== undefined || !isActive(pod)) return;
    if (!schedule(world, pod)) waiting.add(key);
  });
  for (const pod of world.store.list(PODS)) queue.add(keyOf(pod));
  return world.store.onChange(({ type, resource, object }) => {
    if (resource === PODS && type === "ADDED") queue.add(keyOf(object));
    const makesRoom = resource === NODES || (resource === PODS && type === "DELETED");
    if (makesRoom) for (const key of waiting) queue.add(key);
  });
}

function schedule(world: World, pod: Pod): boolean {
  const nodes = world.store.list(NODES) as readonly Node[];
  const refusals: string[] = [];
  let best: Node | undefined;
  for (const node of nodes) {
    const refusal = fitsNode(pod, node) ?? (isFull(world, node) ? "Too many pods" : undefined);
    if (refusal !== undefined) refusals.push(refusal);
    else if (best === undefined || load(world, node) < load(world, best)) best = node;
  }
  if (best === undefined) markUnschedulable(world, pod, nodes.length, refusals);
  else bind(world, pod, best.metadata.name);
  return best !== undefined;
}

function load(world: World, node: Node): number {
  return world.nodePods.on(node.metadata.name).size;
}

function isFull(world: World, node: Node): boolean {
  return load(world, node) >= Number(node.status?.allocatable?.["pods"] ?? 110);
}

function bind(world: World, pod: Pod, nodeName: string): void {
  const { namespace = "", name } = pod.metadata;
  world.store.update(PODS, namespace, name, (current) => ({
    ...current,
    spec: { ...(current as Pod).spec, nodeName },
  }));
  const message = `Successfully assigned ${namespace}/${name} to ${nodeName}`;
  world.events.recordAction(pod, "Binding", { reason: "Scheduled", message, source: SOURCE });
}

function markUnschedulable(world: World, pod: Pod, total: number, refusals: readonly string[]): void {
  const counts = [...Map.groupBy(refusals, (refusal) => refusal)].map(([text, same]) => `${same.length} ${text}`);
  const message =
    total === 0
      ? "no nodes available to schedule pods"
      : `0/${total} nodes are available: ${counts.toSorted().join(", ")}. ` +
        `preemption: 0/${total} nodes are available: ${total} Preemption is not helpful for scheduling.`;
  const { namespace = "", name } = pod.metadata;
  world.store.updateStatus(PODS, namespace, name, (current) => {
    const { status } = current as Pod;
    const condition = {
      type: "PodScheduled",
      status: "False" as const,
      reason: "Unschedulable",
      message,
      lastTransitionTime: kubeTime(world.clock.now()),
    };
    return { ...current, status: { ...status, conditions: withCondition(status?.conditions ?? [], condition) } };
  });
  world.events.record(pod, { type: "Warning", reason: "FailedScheduling", message, source: SOURCE });
}
