import { type Disposable, DisposableStore } from "../../../base/dispose.ts";
import type { Condition, Job, Pod } from "../../../core/rollout/objects.ts";
import { findCondition, withCondition } from "../conditions.ts";
import { keyOf, runController } from "../controller.ts";
import { controllerOf } from "../ownerIndex.ts";
import { isActive, isFinished, isPodReady, isTerminating } from "../podFacts.ts";
import { JOBS, PODS } from "../resources.ts";
import { kubeTime, timeOf } from "../time.ts";
import type { WorkQueue } from "../workLoop.ts";
import type { World } from "../world.ts";
import { deadlineOf, failureOf, isDone, type JobFailure, type JobSpec, retryDelay, wantedActive } from "./limits.ts";
import { createJobPod, JOB_SOURCE, podsOfJob, removeJobPod, settlePod } from "./pods.ts";

type Status = NonNullable<Job["status"]> & { terminating?: number; uncountedTerminatedPods?: object };

/** Runs Jobs to their completion or failure. */
export function startJobs(world: World): Disposable {
  const parts = new DisposableStore();
  parts.add(releaseOrphans(world));
  parts.add(
    runController<Job>(world, {
      resource: JOBS,
      kind: "Job",
      owns: [PODS],
      reconcile: (job, queue) => reconcile(world, job, queue),
    }),
  );
  return parts;
}

/** Nobody counts the pods of a Job that is gone: they are let go when they are deleted. */
function releaseOrphans(world: World): Disposable {
  return world.store.onChange(({ type, resource, object }) => {
    if (resource !== PODS || type !== "MODIFIED" || object.metadata.deletionTimestamp === undefined) return;
    const owner = controllerOf(object);
    if (owner?.kind === "Job" && world.owned.place(owner.uid) === undefined) settlePod(world, object as Pod);
  });
}

function reconcile(world: World, job: Job, queue: WorkQueue): void {
  const counts = countEnded(world, job);
  if (job.metadata.deletionTimestamp !== undefined) return;
  if (endOf(job) !== undefined) return expire(world, job, queue);
  const now = world.clock.now();
  const started: Job = { ...job, status: { startTime: kubeTime(now), ...job.status, ...counts } };
  const active = podsOfJob(world, job).filter(isActive);
  const failure = failureOf(started, counts.failed, active, now);
  const done = failure === undefined && isDone(job, counts.succeeded, active.length);
  const conditions = failure || done ? finish(world, started, failure) : keepRunning(world, started, active, queue);
  writeStatus(world, started, conditions);
  const deadline = deadlineOf(started);
  if (deadline !== undefined && deadline > now) queue.addAfter(keyOf(job), deadline - now);
}

/** Counts pods that have ended; a pod is counted once, when its tracking finalizer is taken off. */
function countEnded(world: World, job: Job): { succeeded: number; failed: number } {
  let { succeeded = 0, failed = 0 } = job.status ?? {};
  for (const pod of podsOfJob(world, job).filter(isFinished)) {
    if (!settlePod(world, pod)) continue;
    if (pod.status?.phase === "Succeeded") succeeded++;
    else failed++;
  }
  return { succeeded, failed };
}

function keepRunning(world: World, job: Job, active: readonly Pod[], queue: WorkQueue): Condition[] {
  const conditions = suspension(world, job);
  const suspended = job.spec.suspend === true;
  const wanted = suspended ? 0 : wantedActive(job, job.status?.succeeded ?? 0, active.length);
  for (const pod of active.slice(wanted)) removeJobPod(world, job, pod);
  const wait = wanted > active.length ? untilRetry(world, job) : 0;
  if (wait > 0) queue.addAfter(keyOf(job), wait);
  else for (let i = active.length; i < wanted; i++) createJobPod(world, job);
  return conditions;
}

/** Milliseconds until the successor of the last failed pod may start. */
function untilRetry(world: World, job: Job): number {
  const ends = podsOfJob(world, job)
    .filter((pod) => pod.status?.phase === "Failed")
    .map(endedAt);
  if (ends.length === 0) return 0;
  return Math.max(...ends) + retryDelay(job.status?.failed ?? 0) - world.clock.now();
}

function endedAt(pod: Pod): number {
  const ends = (pod.status?.containerStatuses ?? []).map(({ state }) => timeOf(state?.terminated?.finishedAt));
  return Math.max(timeOf(pod.metadata.creationTimestamp), ...ends);
}

function finish(world: World, job: Job, failure: JobFailure | undefined): Condition[] {
  for (const pod of podsOfJob(world, job).filter(isActive)) removeJobPod(world, job, pod);
  const known = job.status?.conditions ?? [];
  if (failure === undefined) {
    world.events.record(job, { reason: "Completed", message: "Job completed", source: JOB_SOURCE });
    const facts = { reason: "CompletionsReached", message: "Reached expected number of succeeded pods" };
    return set(world, set(world, known, "SuccessCriteriaMet", facts), "Complete", facts);
  }
  world.events.record(job, { type: "Warning", ...failure, source: JOB_SOURCE });
  return set(world, set(world, known, "FailureTarget", failure), "Failed", failure);
}

function suspension(world: World, job: Job): Condition[] {
  const known = job.status?.conditions ?? [];
  if (job.spec.suspend === true) {
    return set(world, known, "Suspended", { reason: "JobSuspended", message: "Job suspended" });
  }
  if (findCondition(known, "Suspended")?.status !== "True") return known;
  return set(world, known, "Suspended", { reason: "JobResumed", message: "Job resumed" }, "False");
}

function set(
  world: World,
  known: Condition[],
  type: string,
  facts: { reason: string; message: string },
  status: Condition["status"] = "True",
): Condition[] {
  const time = kubeTime(world.clock.now());
  const condition = { type, status, reason: facts.reason, message: facts.message, lastTransitionTime: time };
  return withCondition(known, condition);
}

function endOf(job: Job): Condition | undefined {
  return job.status?.conditions?.find(({ type, status }) => status === "True" && ["Complete", "Failed"].includes(type));
}

function writeStatus(world: World, job: Job, conditions: Condition[]): void {
  const { namespace = "", name } = job.metadata;
  const pods = podsOfJob(world, job);
  const active = pods.filter(isActive);
  const next: Status = {
    ...job.status,
    active: active.length,
    ready: active.filter(isPodReady).length,
    terminating: pods.filter((pod) => isTerminating(pod) && !isFinished(pod)).length,
    uncountedTerminatedPods: {},
    ...(conditions.length > 0 && { conditions }),
    ...(conditions.some(({ type }) => type === "Complete") && { completionTime: kubeTime(world.clock.now()) }),
  };
  world.store.updateStatus(JOBS, namespace, name, (current) => ({ ...current, status: next }));
}

/** A finished Job with a time to live goes when it is over. */
function expire(world: World, job: Job, queue: WorkQueue): void {
  const { ttlSecondsAfterFinished }: JobSpec = job.spec;
  if (ttlSecondsAfterFinished === undefined) return;
  const left = timeOf(endOf(job)?.lastTransitionTime) + ttlSecondsAfterFinished * 1000 - world.clock.now();
  if (left > 0) return queue.addAfter(keyOf(job), left);
  world.store.remove(JOBS, job.metadata.namespace ?? "", job.metadata.name);
}
