import { type Disposable, DisposableStore } from "../../../base/dispose.ts";
import type { Condition, Pod } from "../../../core/rollout/objects.ts";
import type { FaultChange } from "../../faults/faults.ts";
import { podCondition } from "../podFacts.ts";
import { splitKey } from "../controller.ts";
import { NODES, PODS } from "../resources.ts";
import { kubeTime } from "../time.ts";
import type { World } from "../world.ts";
import { type Node, type Taint, tolerates, tolerationsOf } from "./fit.ts";

const UNREACHABLE = "node.kubernetes.io/unreachable";
/** What the API server's admission lets every pod tolerate, in seconds. */
const DEFAULT_TOLERATION = 300;

/**
 * What follows when a node's kubelet stops answering: the node is Unknown and tainted, its pods are not ready, and
 * those that do not tolerate it are evicted. When it answers again, all of that is taken back.
 */
export function startNodeLifecycle(world: World): Disposable {
  const parts = new DisposableStore();
  const evictions = world.loop.queue((key) => evict(world, key));
  parts.add(
    world.faults.onChange(({ type, active }: FaultChange) => {
      if (active.fault.type !== "nodeNotReady") return;
      const node = world.store.get(NODES, "", active.fault.node) as Node | undefined;
      if (node === undefined) return;
      if (type === "lifted") return markReady(world, node);
      markUnknown(world, node);
      for (const key of world.nodePods.on(node.metadata.name)) {
        markPodNotReady(world, key);
        const seconds = tolerationSeconds(world.store.get(PODS, ...splitKey(key)) as Pod);
        if (seconds !== undefined) evictions.addAfter(key, seconds * 1000);
      }
    }),
  );
  return parts;
}

/** Whether the kubelet of a node is silent now. */
export function isSilent(world: World, node: string): boolean {
  return world.faults.list().some(({ fault }) => fault.type === "nodeNotReady" && fault.node === node);
}

function markUnknown(world: World, node: Node): void {
  const time = kubeTime(world.clock.now());
  const taint = (effect: string): Taint => ({ key: UNREACHABLE, effect, timeAdded: time });
  setTaints(world, node, [...otherTaints(node), taint("NoSchedule"), taint("NoExecute")]);
  setConditions(world, node, (condition) => ({
    ...condition,
    status: "Unknown",
    reason: "NodeStatusUnknown",
    message: "Kubelet stopped posting node status.",
    lastTransitionTime: time,
  }));
  report(world, node, "NodeNotReady", "node-controller");
}

const READY_FACTS: Readonly<Record<string, [Condition["status"], string, string]>> = {
  Ready: ["True", "KubeletReady", "kubelet is posting ready status"],
  MemoryPressure: ["False", "KubeletHasSufficientMemory", "kubelet has sufficient memory available"],
  DiskPressure: ["False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"],
  PIDPressure: ["False", "KubeletHasSufficientPID", "kubelet has sufficient PID available"],
};

function markReady(world: World, node: Node): void {
  setTaints(world, node, otherTaints(node));
  setConditions(world, node, (condition) => {
    const [status, reason, message] = READY_FACTS[condition.type] ?? [condition.status, "", ""];
    return { ...condition, status, reason, message, lastTransitionTime: kubeTime(world.clock.now()) };
  });
  report(world, node, "NodeReady", "kubelet");
}

function otherTaints(node: Node): Taint[] {
  return (node.spec?.taints ?? []).filter(({ key }) => key !== UNREACHABLE);
}

function setTaints(world: World, node: Node, taints: Taint[]): void {
  world.store.update(NODES, "", node.metadata.name, (current) => {
    const { taints: _former, ...spec } = (current as Node).spec ?? {};
    return { ...current, spec: taints.length === 0 ? spec : { ...spec, taints } };
  });
}

function setConditions(world: World, node: Node, change: (condition: Condition) => Condition): void {
  world.store.updateStatus(NODES, "", node.metadata.name, (current) => {
    const { status } = current as Node;
    return { ...current, status: { ...status, conditions: (status?.conditions ?? []).map(change) } };
  });
}

function report(world: World, node: Node, reason: string, component: string): void {
  const message = `Node ${node.metadata.name} status is now: ${reason}`;
  world.events.record(node, { reason, message, source: { component } });
}

function markPodNotReady(world: World, key: string): void {
  const [namespace, name] = splitKey(key);
  const pod = world.store.get(PODS, namespace, name) as Pod | undefined;
  if (pod === undefined || podCondition(pod, "Ready")?.status !== "True") return;
  world.store.updateStatus(PODS, namespace, name, (current) => {
    const { status } = current as Pod;
    const conditions = (status?.conditions ?? []).map((condition) =>
      condition.type === "Ready"
        ? { ...condition, status: "False" as const, lastTransitionTime: kubeTime(world.clock.now()) }
        : condition,
    );
    return { ...current, status: { ...status, conditions } };
  });
  const source = { component: "node-controller" };
  world.events.record(pod, { type: "Warning", reason: "NodeNotReady", message: "Node is not ready", source });
}

/** How long a pod stays on an unreachable node; undefined for ever. */
function tolerationSeconds(pod: Pod): number | undefined {
  const taint: Taint = { key: UNREACHABLE, effect: "NoExecute" };
  const tolerations = tolerationsOf(pod).filter((toleration) => tolerates(toleration, taint));
  if (tolerations.length === 0) return DEFAULT_TOLERATION;
  if (tolerations.some((toleration) => toleration.tolerationSeconds === undefined)) return undefined;
  return Math.min(...tolerations.map((toleration) => toleration.tolerationSeconds ?? 0));
}

function evict(world: World, key: string): void {
  const [namespace, name] = splitKey(key);
  const pod = world.store.get(PODS, namespace, name) as Pod | undefined;
  if (pod?.spec.nodeName === undefined || !isSilent(world, pod.spec.nodeName)) return;
  if (pod.metadata.deletionTimestamp !== undefined) return;
  const message = `Marking for deletion Pod ${key}`;
  const source = { component: "taint-eviction-controller" };
  world.events.record(pod, { reason: "TaintManagerEviction", message, source });
  world.store.remove(PODS, namespace, name);
}
