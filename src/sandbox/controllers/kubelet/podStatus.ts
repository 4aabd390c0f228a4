import type { Condition, ContainerStatus, Pod } from "../../../core/rollout/objects.ts";
import { findCondition } from "../conditions.ts";
import { isSidecar } from "../podFacts.ts";
import { kubeTime } from "../time.ts";

type Status = NonNullable<Pod["status"]>;
type Phase = NonNullable<Status["phase"]>;

/** Phase and conditions that follow from the states of a pod's containers, as the kubelet works them out. */
export function podStatus(
  pod: Pod,
  containers: { init: readonly ContainerStatus[]; main: readonly ContainerStatus[] },
  facts: { now: number; podIP: string; hostIP: string },
): Status {
  const phase = phaseOf(pod, containers);
  const { status } = pod;
  return {
    ...status,
    phase,
    ...({
      observedGeneration: pod.metadata.generation,
      hostIP: facts.hostIP,
      hostIPs: [{ ip: facts.hostIP }],
    } as object),
    ...(facts.podIP && ({ podIP: facts.podIP, podIPs: [{ ip: facts.podIP }] } as object)),
    startTime: status?.startTime ?? kubeTime(facts.now),
    conditions: conditionsOf(pod, phase, containers, facts),
    ...(containers.init.length > 0 && { initContainerStatuses: [...containers.init] }),
    containerStatuses: [...containers.main],
  };
}

type Statuses = { init: readonly ContainerStatus[]; main: readonly ContainerStatus[] };

/** Whether a main container was ever started: from then on the pod stays initialized, whatever its sidecars do. */
export function hasStarted(main: readonly ContainerStatus[]): boolean {
  return main.some(({ state, lastState }) => state?.waiting === undefined || lastState?.terminated !== undefined);
}

/** Whether an init container is through: a sidecar when it runs, another when it ended well. */
export function isInitialized(pod: Pod, status: ContainerStatus): boolean {
  const container = pod.spec.initContainers?.find(({ name }) => name === status.name);
  if (container !== undefined && isSidecar(container)) return status.started === true;
  return status.state?.terminated?.exitCode === 0;
}

function phaseOf(pod: Pod, { init, main }: Statuses): Phase {
  const policy = pod.spec["restartPolicy"] ?? "Always";
  const isPending = !hasStarted(main) && init.some((status) => !isInitialized(pod, status));
  if (isPending && policy === "Never" && init.some(hasFailed)) return "Failed";
  const unstarted = main.filter(({ state, lastState }) => state?.waiting !== undefined && !lastState?.terminated);
  if (isPending || unstarted.length > 0) return "Pending";
  const alive = main.some(({ state }) => state?.running !== undefined);
  if (alive || policy === "Always" || main.some(({ state }) => state?.terminated === undefined)) return "Running";
  if (main.every(({ state }) => state?.terminated?.exitCode === 0)) return "Succeeded";
  return policy === "Never" ? "Failed" : "Running";
}

function hasFailed({ state }: ContainerStatus): boolean {
  return state?.terminated !== undefined && state.terminated.exitCode !== 0;
}

function conditionsOf(
  pod: Pod,
  phase: Phase,
  { init, main }: Statuses,
  facts: { now: number; podIP: string },
): Condition[] {
  const pending = hasStarted(main) ? [] : init.filter((status) => !isInitialized(pod, status));
  const incomplete = pending.map(({ name }) => name);
  const sidecars = init.filter(({ name }) =>
    pod.spec.initContainers?.some((container) => container.name === name && isSidecar(container)),
  );
  const unready = [...sidecars, ...main].filter(({ ready }) => !ready).map(({ name }) => name);
  const ended = phase === "Succeeded" ? "PodCompleted" : phase === "Failed" ? "PodFailed" : undefined;
  const initialized = verdict(incomplete, "ContainersNotInitialized", "incomplete");
  const ready = ended === undefined ? verdict(unready, "ContainersNotReady", "unready") : no(ended);
  const truths: [string, Truth][] = [
    ["PodReadyToStartContainers", facts.podIP ? { status: "True" } : { status: "False" }],
    ["Initialized", ended === "PodCompleted" ? { status: "True", reason: ended } : initialized],
    ["Ready", ready],
    ["ContainersReady", ready],
    ["PodScheduled", { status: "True" }],
  ];
  return truths.map(([type, truth]) => carryOver(pod, type, truth, facts.now));
}

type Truth = Pick<Condition, "status" | "reason" | "message">;

function no(reason: string): Truth {
  return { status: "False", reason };
}

function verdict(names: readonly string[], reason: string, word: string): Truth {
  if (names.length === 0) return { status: "True" };
  return { status: "False", reason, message: `containers with ${word} status: [${names.join(" ")}]` };
}

/** The time of a condition moves only when its status does. */
function carryOver(pod: Pod, type: string, truth: Truth, now: number): Condition {
  const known = findCondition(pod.status?.conditions, type);
  const since = known?.status === truth.status ? known.lastTransitionTime : undefined;
  return { type, ...truth, lastTransitionTime: since ?? kubeTime(now) };
}
