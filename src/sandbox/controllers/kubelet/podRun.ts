import type { Container, ContainerStatus, Pod } from "../../../core/rollout/objects.ts";
import { type Effect, effectOfImage } from "../../faults/effect.ts";
import { controllerOf } from "../ownerIndex.ts";
import { REPLICA_SETS } from "../resources.ts";
import type { World } from "../world.ts";
import { type ContainerMemory, type ContainerRun, restarts, roleOf } from "./container.ts";
import { advance } from "./lifecycle.ts";
import { hasStarted, isInitialized } from "./podStatus.ts";
import { end } from "./states.ts";

/** What the kubelet remembers of a pod. */
export interface PodMemory {
  /** When the kubelet first saw it, in milliseconds since the epoch. */
  readonly seenAt: number;
  readonly podIP: string;
  readonly containers: Map<string, ContainerMemory>;
  stopAt?: number;
}

export interface PodRun {
  readonly init: ContainerRun[];
  readonly main: ContainerRun[];
}

/** Takes up a pod's containers where their statuses stand. */
export function takeUp(world: World, pod: Pod, memory: PodMemory): PodRun {
  const hasInit = (pod.spec.initContainers?.length ?? 0) > 0;
  const runOf = (container: Container, isInit: boolean): ContainerRun => {
    const statuses = isInit ? pod.status?.initContainerStatuses : pod.status?.containerStatuses;
    const status = statuses?.find(({ name }) => name === container.name) ?? unstarted(container, hasInit);
    const role = roleOf(container, isInit);
    return {
      world,
      pod,
      container,
      role,
      status,
      effect: effectOn(world, pod, container, memory.seenAt, role === "main"),
      memory: memoryOf(memory, status),
    };
  };
  return {
    init: (pod.spec.initContainers ?? []).map((container) => runOf(container, true)),
    main: pod.spec.containers.map((container) => runOf(container, false)),
  };
}

/** Lets time act on the containers: init containers one after the other, then all others. Returns the next moment. */
export function advancePod(pod: Pod, { init, main }: PodRun): number | undefined {
  const moments: (number | undefined)[] = [];
  const started = hasStarted(main.map(({ status }) => status));
  for (const run of init) {
    moments.push(advance(run));
    if (!started && !isInitialized(pod, run.status)) return earliest(moments);
  }
  for (const run of main) moments.push(advance(run));
  const over = main.every((run) => hasEndedForGood(run));
  if (over) for (const run of init.filter((one) => one.role === "sidecar")) end(run, 0);
  return over ? undefined : earliest(moments);
}

function hasEndedForGood(run: ContainerRun): boolean {
  const ended = run.status.state?.terminated;
  return ended !== undefined && !restarts(run, ended.exitCode);
}

function earliest(moments: readonly (number | undefined)[]): number | undefined {
  const known = moments.filter((moment) => moment !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

function unstarted(container: Container, hasInit: boolean): ContainerStatus {
  return {
    name: container.name,
    ready: false,
    restartCount: 0,
    started: false,
    image: container.image ?? "",
    imageID: "",
    state: { waiting: { reason: hasInit ? "PodInitializing" : "ContainerCreating" } },
    lastState: {},
  };
}

/** Where the kubelet itself was restarted, the count of restarts stands for what it has forgotten. */
function memoryOf({ containers }: PodMemory, status: ContainerStatus): ContainerMemory {
  const known = containers.get(status.name);
  if (known !== undefined) return known;
  const isRunning = status.state?.running !== undefined;
  const hasRun =
    status.restartCount > 0 || status.state?.terminated !== undefined || status.lastState?.terminated !== undefined;
  const crashes = hasRun ? status.restartCount + (isRunning ? 0 : 1) : 0;
  const memory: ContainerMemory = { failedPulls: 0, crashes };
  containers.set(status.name, memory);
  return memory;
}

/** A fault on the workload, if the pod is younger than it; else what the image's tag asks for. */
function effectOn(world: World, pod: Pod, container: Container, seenAt: number, isMain: boolean): Effect | undefined {
  for (const { fault, since } of isMain ? world.faults.list() : []) {
    if (fault.type !== "workload" || since > seenAt || fault.namespace !== pod.metadata.namespace) continue;
    if (belongsTo(world, pod, fault.kind, fault.name)) return fault.effect;
  }
  return effectOfImage(container.image ?? "");
}

function belongsTo(world: World, pod: Pod, kind: string, name: string): boolean {
  const owner = controllerOf(pod);
  if (owner?.kind === kind) return owner.name === name;
  if (owner?.kind !== "ReplicaSet" || kind !== "Deployment") return false;
  const replicaSet = world.store.get(REPLICA_SETS, pod.metadata.namespace ?? "", owner.name);
  const grandOwner = replicaSet && controllerOf(replicaSet);
  return grandOwner?.kind === kind && grandOwner.name === name;
}
