import type { Container, ContainerStatus, Pod } from "../../../core/rollout/objects.ts";
import type { Effect } from "../../faults/effect.ts";
import { isSidecar } from "../podFacts.ts";
import type { World } from "../world.ts";

/** What the kubelet remembers of a container beyond its status. Times are milliseconds since the epoch. */
export interface ContainerMemory {
  /** When the present waiting or ended state is over. */
  due?: number;
  readyAt?: number;
  exitAt?: number;
  exitCode?: number;
  /** Next failing probe that is reported. */
  probeAt?: number;
  logAt?: number;
  /** The image was not on the node when the attempt began. */
  pulling?: boolean;
  /** Failed pulls in a row. */
  failedPulls: number;
  /** Ends in a row that led to a restart. */
  crashes: number;
}

export type Role = "init" | "sidecar" | "main";

/** One container of a pod while the kubelet works on it. `status` and `memory` change under its hands. */
export interface ContainerRun {
  readonly world: World;
  readonly pod: Pod;
  readonly container: Container;
  readonly role: Role;
  readonly effect: Effect | undefined;
  status: ContainerStatus;
  readonly memory: ContainerMemory;
}

export function roleOf(container: Container, isInit: boolean): Role {
  if (!isInit) return "main";
  return isSidecar(container) ? "sidecar" : "init";
}

/** Whether a container that ended with this code starts again. */
export function restarts(run: Pick<ContainerRun, "pod" | "role">, exitCode: number): boolean {
  if (run.role === "sidecar") return true;
  const policy = run.pod.spec["restartPolicy"] ?? "Always";
  if (policy === "Never") return false;
  return exitCode !== 0 || (policy === "Always" && run.role === "main");
}

/** The duration with its share of chance. */
export function vary(run: ContainerRun, ms: number): number {
  const { timing, random } = run.world;
  return Math.round(ms * (1 + timing.spread * (2 * random() - 1)));
}

export function imageOf(run: Pick<ContainerRun, "container">): string {
  return run.container.image ?? "";
}

/** Reports about the container in the kubelet's name. */
export function report(
  run: ContainerRun,
  reason: string,
  message: string,
  type: "Normal" | "Warning" = "Normal",
): void {
  const field = run.role === "main" ? "containers" : "initContainers";
  run.world.events.record(run.pod, {
    type,
    reason,
    message,
    fieldPath: `spec.${field}{${run.container.name}}`,
    source: { component: "kubelet", host: run.pod.spec.nodeName ?? "" },
  });
}

/** Writes a line to the container's log. */
export function print(run: ContainerRun, text: string): void {
  run.world.logs.write(run.pod.metadata.uid ?? "", run.container.name, text);
}
