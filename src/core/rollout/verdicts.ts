import { type Related, podsOf, podsOfDeployment } from "./family.ts";
import { at, text } from "./read.ts";
import type { Progress, RolloutPin, RolloutStatus, RolloutVerdict } from "./verdict.ts";

/** What a judgement may look at beside the workload itself. */
export interface JudgeContext extends Related {
  /** The write of our own that the verdict is about; nothing older counts. */
  readonly pin?: RolloutPin;
}

/** What is counted about a workload, beside what the verdict says. */
export interface Facts {
  readonly progress?: Progress;
  readonly drained?: boolean;
}

/** A verdict with whatever facts are known. */
export function verdict(status: RolloutStatus, reason: string, message: string, facts: Facts = {}): RolloutVerdict {
  return { status, reason, message, ...facts };
}

/** `1 pod`, `3 pods`. */
export function pods(number: number): string {
  return number === 1 ? "1 pod" : `${number} pods`;
}

/** Ready and available pods as they can be: what is available is ready, so that the smaller count is believed. */
export function readiness(
  ready: number | undefined,
  available: number | undefined,
): { readonly ready: number; readonly available: number } {
  const known = ready ?? available ?? 0;
  return { ready: known, available: Math.min(available ?? 0, known) };
}

/** Pods there are that are not ready, of all revisions: also those that a surge has made beyond the wanted number. */
export function notReady({ desired, ready, replicas = desired }: Progress): number {
  return Math.max(0, replicas - ready);
}

/** `2 of 6 updated, 1 not ready`: the part of a rollout's message that is about numbers. */
export function countsWords(progress: Progress): string {
  const waiting = notReady(progress);
  return `${progress.updated} of ${progress.desired} updated${waiting === 0 ? "" : `, ${waiting} not ready`}`;
}

/**
 * Whether no pod of the workload is still going: from the status where the server counts them, else from the pods.
 * Absent where neither is known: `status.replicas` leaves terminating pods out.
 */
export function drainedFact(workload: unknown, related: Related, terminating: number | undefined): Facts {
  const known = related.pods !== undefined || terminating !== undefined;
  if (!known) return {};
  const isDeployment = at(workload, "kind") === "Deployment";
  const own = isDeployment ? podsOfDeployment(workload, related) : podsOf(workload, related);
  const going = own.filter((pod) => text(at(pod, "metadata", "deletionTimestamp")) !== undefined).length;
  return { drained: Math.max(going, terminating ?? 0) === 0 };
}

/** More pods than wanted: the controller has yet to remove some. */
export function surplus(replicas: number, desired: number, facts: Facts): RolloutVerdict {
  const message = `${pods(replicas - desired)} over ${desired} still to be removed.`;
  return verdict("InProgress", "SurplusReplicas", message, facts);
}
