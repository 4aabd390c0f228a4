import { at, conditionOf, count, items, text } from "./read.ts";

/** Why a pod will not come up by waiting. */
export interface Doom {
  readonly pod: string;
  /** Absent where the pod as a whole has failed. */
  readonly container?: string;
  /** CamelCase code as Kubernetes gives it, such as `CrashLoopBackOff`. */
  readonly reason: string;
  readonly exitCode?: number;
  /** A clause without name and full stop: `crashes (exit code 1)`. */
  readonly message: string;
}

/** Reasons of pods that their node lost or turned away; their controller makes new ones. */
const LOST_TO_NODE =
  /^(Evicted|Preempting|NodeShutdown|Shutdown|Terminated|NodeLost|NodeAffinity|OutOf\w+|UnexpectedAdmissionError)$/u;
/** Not a host, nor the program or the entry that a credential helper needs: then nothing is said of the image. */
const NOT_FOUND = /(?<!host |executable file |credentials )not found|manifest unknown|name unknown|no such image/iu;
const CACHE_SYNC = /failed to sync \w+ cache/iu;
/** Exit code of a start that the container runtime could not make; it often succeeds at the next try. */
const RUNTIME_START_FAILED = 128;

/** A pod that ended because of its node and not because of itself. */
export function lostToNode(pod: unknown): boolean {
  if (at(pod, "status", "phase") !== "Failed") return false;
  return (
    LOST_TO_NODE.test(text(at(pod, "status", "reason")) ?? "") ||
    conditionOf(pod, "DisruptionTarget")?.status === "True"
  );
}

/**
 * Whether a pod under a controller is beyond waiting, by the rules for failing early: crash loops, an image that does
 * not exist, a configuration that cannot be built, a container that cannot be run; init containers and sidecars
 * count. Not fatal: a pod lost to its node, a pull that only backs off, a pod that is being deleted.
 */
export function doomed(pod: unknown): Doom | undefined {
  if (text(at(pod, "metadata", "deletionTimestamp")) !== undefined || lostToNode(pod)) return undefined;
  const name = text(at(pod, "metadata", "name")) ?? "";
  const status = at(pod, "status");
  if (at(status, "phase") === "Failed") return failedPod(name, pod);
  if (at(status, "phase") === "Succeeded") return undefined;
  const containers = containerStatuses(pod);
  for (const container of containers) {
    const own = text(at(container, "name")) ?? "";
    const doom = doomedContainer(container, containers.length > 1 ? ` in container ${own}` : "");
    if (doom !== undefined) return { pod: name, container: own, ...doom };
  }
  return undefined;
}

/** The statuses of all containers of a pod, init containers and sidecars first. */
export function containerStatuses(pod: unknown): readonly unknown[] {
  return [...items(at(pod, "status", "initContainerStatuses")), ...items(at(pod, "status", "containerStatuses"))];
}

/** The exit code a container ended with last. */
export function lastExitCode(container: unknown): number | undefined {
  return (
    count(at(container, "state", "terminated", "exitCode")) ??
    count(at(container, "lastState", "terminated", "exitCode"))
  );
}

type ContainerDoom = Omit<Doom, "pod" | "container">;

function doomedContainer(container: unknown, where: string): ContainerDoom | undefined {
  if (at(container, "state", "running") !== undefined) return undefined;
  const reason = text(at(container, "state", "waiting", "reason")) ?? "";
  const message = text(at(container, "state", "waiting", "message")) ?? "";
  switch (reason) {
    case "CrashLoopBackOff":
      return { reason, ...exit(container), message: `crashes${where}${inBrackets(lastExitCode(container))}` };
    case "ErrImagePull":
    case "ImagePullBackOff":
      return missingImage(container, reason, `${message}\n${earlierPull(container)}`);
    case "InvalidImageName":
    case "ErrImageNeverPull":
      return { reason, message: `cannot have its image${where}${because(message)}` };
    case "CreateContainerConfigError":
      return CACHE_SYNC.test(message)
        ? undefined
        : { reason, message: `cannot be configured${where}${because(message)}` };
    default:
      return cannotRun(container, reason, where);
  }
}

function missingImage(container: unknown, reason: string, message: string): ContainerDoom | undefined {
  if (!NOT_FOUND.test(message)) return undefined;
  const image = text(at(container, "image"));
  return { reason, message: `cannot find its image${image === undefined ? "" : ` ${image}`}` };
}

function earlierPull(container: unknown): string {
  return text(at(container, "lastState", "waiting", "message")) ?? "";
}

function cannotRun(container: unknown, waiting: string, where: string): ContainerDoom | undefined {
  const ended = ["state", "lastState"].map((state) => at(container, state, "terminated"));
  const start = ended.find((end) => /^(ContainerCannotRun|StartError)$/u.test(text(at(end, "reason")) ?? ""));
  if (start === undefined && waiting !== "RunContainerError") return undefined;
  const exitCode = start === undefined ? lastExitCode(container) : count(at(start, "exitCode"));
  if (exitCode === RUNTIME_START_FAILED) return undefined;
  const message = text(at(start, "message")) ?? text(at(container, "state", "waiting", "message")) ?? "";
  const reason = text(at(start, "reason")) ?? waiting;
  return {
    reason,
    ...(exitCode === undefined ? {} : { exitCode }),
    message: `cannot be run${where}${because(message)}`,
  };
}

function failedPod(pod: string, object: unknown): Doom {
  const reason = text(at(object, "status", "reason")) ?? "PodFailed";
  const bad = containerStatuses(object).find((container) => (lastExitCode(container) ?? 0) !== 0);
  const code = bad === undefined ? undefined : lastExitCode(bad);
  const why = text(at(object, "status", "message")) ?? "";
  return { pod, reason, ...exit(bad), message: `has failed${inBrackets(code)}${because(why)}` };
}

function exit(container: unknown): { exitCode?: number } {
  const exitCode = lastExitCode(container);
  return exitCode === undefined ? {} : { exitCode };
}

function inBrackets(exitCode: number | undefined): string {
  return exitCode === undefined ? "" : ` (exit code ${exitCode})`;
}

function because(message: string): string {
  const line = message.split("\n", 1)[0]?.trim().replace(/\.$/u, "") ?? "";
  return line === "" ? "" : `: ${line.length > 300 ? `${line.slice(0, 300)}…` : line}`;
}
