import { type Disposable, DisposableStore } from "../../../base/dispose.ts";
import type { Pod } from "../../../core/rollout/objects.ts";
import type { FaultChange } from "../../faults/faults.ts";
import { keyOf, splitKey } from "../controller.ts";
import type { Node } from "../node/fit.ts";
import { isSilent } from "../node/nodeLifecycle.ts";
import { isFinished, isTerminating } from "../podFacts.ts";
import { NODES, PODS } from "../resources.ts";
import type { WorkQueue } from "../workLoop.ts";
import type { World } from "../world.ts";
import { kill } from "./lifecycle.ts";
import { advancePod, type PodMemory, takeUp } from "./podRun.ts";
import { podStatus } from "./podStatus.ts";
import { stopPod } from "./stopping.ts";

type Memories = Map<string, PodMemory>;

/** The kubelets of all nodes: they take pods from creation to readiness and to their end, in simulated time. */
export function startKubelet(world: World): Disposable {
  const parts = new DisposableStore();
  const memories: Memories = new Map();
  let addresses = 0;
  const remember = (pod: Pod): PodMemory => {
    const uid = pod.metadata.uid ?? "";
    const known = memories.get(uid);
    if (known !== undefined) return known;
    const podIP = pod.status?.podIP ?? addressOf(++addresses);
    const memory: PodMemory = { seenAt: world.clock.now(), podIP, containers: new Map() };
    memories.set(uid, memory);
    return memory;
  };
  const queue = world.loop.queue((key) => {
    const pod = world.store.get(PODS, ...splitKey(key)) as Pod | undefined;
    if (pod?.spec.nodeName !== undefined) syncPod(world, pod, remember(pod), queue);
  });
  for (const pod of world.store.list(PODS)) queue.add(keyOf(pod));
  parts.add(
    world.store.onChange(({ type, resource, object }) => {
      if (resource !== PODS) return;
      if (type !== "DELETED") return queue.add(keyOf(object));
      memories.delete(object.metadata.uid ?? "");
      world.logs.forget(object.metadata.uid ?? "");
    }),
  );
  parts.add(world.faults.onChange((change) => followFault(world, change, queue, remember)));
  return parts;
}

/** Addresses from the usual pod network, 10.244.0.0/16 and, should it be used up, what follows it. */
function addressOf(count: number): string {
  return `10.${244 + (Math.floor(count / 65_536) % 12)}.${Math.floor(count / 256) % 256}.${count % 256}`;
}

function syncPod(world: World, pod: Pod, memory: PodMemory, queue: WorkQueue): void {
  if (isSilent(world, pod.spec.nodeName ?? "")) return;
  if (isTerminating(pod)) return finalize(world, pod, memory, queue);
  if (isFinished(pod)) return;
  const run = takeUp(world, pod, memory);
  const next = advancePod(pod, run);
  writeStatus(world, pod, memory, run);
  if (next !== undefined) queue.addAfter(keyOf(pod), next - world.clock.now());
}

function finalize(world: World, pod: Pod, memory: PodMemory, queue: WorkQueue): void {
  const { namespace = "", name, uid = "" } = pod.metadata;
  const run = takeUp(world, pod, memory);
  const left = stopPod(world, pod, memory, run);
  if (left > 0) return queue.addAfter(keyOf(pod), left);
  if (memory.stopAt !== undefined && !isFinished(pod)) writeStatus(world, pod, memory, run, true);
  world.store.remove(PODS, namespace, name, { gracePeriodSeconds: 0, uid });
}

function writeStatus(world: World, pod: Pod, memory: PodMemory, run: ReturnType<typeof takeUp>, ended = false): void {
  const { namespace = "", name } = pod.metadata;
  const node = world.store.get(NODES, "", pod.spec.nodeName ?? "") as Node | undefined;
  const hostIP = node?.status?.addresses?.find(({ type }) => type === "InternalIP")?.address ?? "";
  const containers = { init: run.init.map(({ status }) => status), main: run.main.map(({ status }) => status) };
  const subject: Pod = ended ? { ...pod, spec: { ...pod.spec, restartPolicy: "Never" } } : pod;
  const status = podStatus(subject, containers, { now: world.clock.now(), podIP: memory.podIP, hostIP });
  world.store.updateStatus(PODS, namespace, name, (current) => ({ ...current, status }));
}

/** A killed pod is hit at once; faults that begin or end elsewhere wake the pods they may touch. */
function followFault(world: World, { active }: FaultChange, queue: WorkQueue, remember: (pod: Pod) => PodMemory): void {
  const { fault } = active;
  if (fault.type === "killPod") {
    const pod = world.store.get(PODS, fault.namespace, fault.pod) as Pod | undefined;
    if (pod === undefined || pod.spec.nodeName === undefined) return;
    const run = takeUp(world, pod, remember(pod));
    const hit = run.main.filter(({ container }) => fault.container === undefined || container.name === fault.container);
    for (const one of hit.filter(({ status }) => status.state?.running !== undefined)) kill(one, fault.exitCode);
    queue.add(keyOf(pod));
  } else if (fault.type === "nodeNotReady") {
    for (const key of world.nodePods.on(fault.node)) queue.add(key);
  }
}
