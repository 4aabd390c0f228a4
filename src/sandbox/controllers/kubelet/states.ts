import { sha256Hex } from "../../../base/hash.ts";
import { kubeTime } from "../time.ts";
import type { ContainerRun } from "./container.ts";

/** Puts the container into a waiting state; a state that has ended becomes its last one. */
export function wait(run: ContainerRun, reason: string, message?: string): void {
  keepLast(run);
  run.status = {
    ...run.status,
    ready: false,
    started: false,
    state: { waiting: { reason, ...(message !== undefined && { message }) } },
  };
}

/** Puts the container into the running state; a container that ran before counts as restarted. */
export function begin(one: ContainerRun, imageID: string): void {
  keepLast(one);
  const ranBefore = one.status.lastState?.terminated !== undefined;
  const restartCount = ranBefore ? one.status.restartCount + 1 : 0;
  one.status = {
    ...one.status,
    ready: false,
    started: true,
    restartCount,
    imageID,
    containerID: containerId(one, restartCount),
    state: { running: { startedAt: kubeTime(one.world.clock.now()) } },
  } as ContainerRun["status"];
}

/** Ends the container. */
export function end(one: ContainerRun, exitCode: number): void {
  const startedAt = one.status.state?.running?.startedAt;
  one.status = {
    ...one.status,
    ready: one.role === "init" && exitCode === 0,
    started: false,
    state: {
      terminated: {
        exitCode,
        reason: exitCode === 0 ? "Completed" : "Error",
        ...(startedAt !== undefined && { startedAt }),
        finishedAt: kubeTime(one.world.clock.now()),
        containerID: containerId(one, one.status.restartCount),
      } as NonNullable<ContainerRun["status"]["state"]>["terminated"] & object,
    },
  };
}

function keepLast(one: ContainerRun): void {
  if (one.status.state?.terminated === undefined) return;
  one.status = { ...one.status, lastState: { terminated: one.status.state.terminated } };
}

function containerId({ pod, container }: ContainerRun, restart: number): string {
  return `containerd://${sha256Hex(`${pod.metadata.uid}/${container.name}/${restart}`)}`;
}
