import type { Job, Pod } from "../../../core/rollout/objects.ts";
import { timeOf } from "../time.ts";

export interface JobSpec {
  parallelism?: number;
  completions?: number;
  backoffLimit?: number;
  suspend?: boolean;
  activeDeadlineSeconds?: number;
  ttlSecondsAfterFinished?: number;
}

export interface JobFailure {
  readonly reason: "BackoffLimitExceeded" | "DeadlineExceeded";
  readonly message: string;
}

/** Pods that failed one after another wait 10 s, 20 s ... at most 10 min for their successor. */
const FIRST_BACKOFF_MS = 10_000;
const LAST_BACKOFF_MS = 600_000;

/** How long after the last failure the next pod is made, in milliseconds. */
export function retryDelay(failures: number): number {
  return failures === 0 ? 0 : Math.min(LAST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (failures - 1));
}

/** Whether the Job has failed for good. Restarts of a container in place count like failed pods. */
export function failureOf(job: Job, failed: number, active: readonly Pod[], now: number): JobFailure | undefined {
  const spec: JobSpec = job.spec;
  const limit = spec.backoffLimit ?? 6;
  const inPlace = (job.spec.template.spec?.["restartPolicy"] ?? "Never") === "OnFailure";
  const restarts = inPlace ? active.reduce((total, pod) => total + restartsOf(pod), 0) : 0;
  if (failed > limit || (restarts > 0 && restarts >= Math.max(1, limit))) {
    return { reason: "BackoffLimitExceeded", message: "Job has reached the specified backoff limit" };
  }
  const deadline = deadlineOf(job);
  if (deadline === undefined || now < deadline) return undefined;
  return { reason: "DeadlineExceeded", message: "Job was active longer than specified deadline" };
}

/** When the Job's own deadline passes, in milliseconds since the epoch. */
export function deadlineOf(job: Job): number | undefined {
  const { activeDeadlineSeconds }: JobSpec = job.spec;
  if (activeDeadlineSeconds === undefined || job.status?.startTime === undefined) return undefined;
  return timeOf(job.status.startTime) + activeDeadlineSeconds * 1000;
}

/** How many pods should run now. */
export function wantedActive(job: Job, succeeded: number, active: number): number {
  const { parallelism = 1, completions }: JobSpec = job.spec;
  if (completions === undefined) return succeeded > 0 ? active : parallelism;
  return Math.max(0, Math.min(parallelism, completions - succeeded));
}

/** Whether enough pods have succeeded. Without `completions` one success and the end of the others is enough. */
export function isDone(job: Job, succeeded: number, active: number): boolean {
  const { completions }: JobSpec = job.spec;
  return completions === undefined ? succeeded > 0 && active === 0 : succeeded >= completions;
}

function restartsOf({ status }: Pod): number {
  const containers = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
  return containers.reduce((total, container) => total + container.restartCount, 0);
}
