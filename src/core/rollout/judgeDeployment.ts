import { parseTimestamp } from "../../base/clock.ts";
import { doomedRollout } from "./doomedRollout.ts";
import { at, conditionOf, count, flag, identityOf } from "./read.ts";
import type { Progress, RolloutPin, RolloutVerdict } from "./verdict.ts";
import {
  countsWords,
  drainedFact,
  type Facts,
  type JudgeContext,
  pods,
  readiness,
  surplus,
  verdict,
} from "./verdicts.ts";

/** A Deployment at its observed generation, by the order of DOMAIN's rules: paused, failed, in progress, at zero. */
export function judgeDeployment(deployment: unknown, context: JudgeContext): RolloutVerdict {
  const progress = progressOf(deployment);
  const terminating = count(at(deployment, "status", "terminatingReplicas"));
  const facts: Facts = { progress, ...drainedFact(deployment, context, terminating) };
  if (flag(at(deployment, "spec", "paused"))) return paused(deployment, facts);
  return (
    deadlineExceeded(deployment, context.pin, facts) ??
    failedEarly(deployment, context, facts) ??
    underWay(deployment, progress, facts) ??
    complete(deployment, progress, facts)
  );
}

function progressOf(deployment: unknown): Progress {
  const of = (name: string): number | undefined => count(at(deployment, "status", name));
  const updated = of("updatedReplicas") ?? 0;
  return {
    desired: count(at(deployment, "spec", "replicas")) ?? 1,
    updated,
    ...readiness(of("readyReplicas"), of("availableReplicas")),
    // A recording may have lost the number.
    replicas: Math.max(updated, of("replicas") ?? 0),
  };
}

function paused(deployment: unknown, facts: Facts): RolloutVerdict {
  const numbers = facts.progress === undefined ? "" : ` at ${countsWords(facts.progress)}`;
  const message = `${identityOf(deployment).name} is paused${numbers}; it waits for someone to resume it.`;
  return verdict("Paused", "DeploymentPaused", message, facts);
}

function deadlineExceeded(deployment: unknown, pin: RolloutPin | undefined, facts: Facts): RolloutVerdict | undefined {
  const progressing = conditionOf(deployment, "Progressing");
  if (progressing?.status !== "False" || progressing.reason !== "ProgressDeadlineExceeded") return undefined;
  if (pin !== undefined && isOlder(progressing.at, pin.writtenAt)) return undefined;
  const seconds = count(at(deployment, "spec", "progressDeadlineSeconds")) ?? 600;
  const numbers = facts.progress === undefined ? "" : `: ${countsWords(facts.progress)}`;
  const message = `${identityOf(deployment).name} made no progress for ${seconds} s${numbers}.`;
  return verdict("Failed", "ProgressDeadlineExceeded", message, facts);
}

/** Kubernetes keeps whole seconds, so a condition of the second of our write is not older than it. */
function isOlder(reported: string | undefined, writtenAt: number): boolean {
  const ms = parseTimestamp(reported);
  return ms !== undefined && ms < Math.floor(writtenAt / 1000) * 1000;
}

function failedEarly(deployment: unknown, context: JudgeContext, facts: Facts): RolloutVerdict | undefined {
  if (facts.progress?.desired === 0) return undefined;
  const doom = doomedRollout(deployment, context.replicaSets ?? [], context.pods ?? []);
  return doom && verdict("Failed", doom.reason, doom.message, facts);
}

function underWay(deployment: unknown, progress: Progress, facts: Facts): RolloutVerdict | undefined {
  const { desired, updated, available, replicas = updated } = progress;
  const numbers = countsWords(progress);
  if (updated < desired) {
    const blocked = conditionOf(deployment, "ReplicaFailure");
    const why = blocked?.status === "True" && blocked.message !== undefined ? `: ${blocked.message}` : "";
    return verdict("InProgress", "UpdatedReplicasPending", `${numbers}${why}.`, facts);
  }
  if (replicas > updated) {
    const message = `${updated} of ${desired} updated; ${pods(replicas - updated)} of the old revision still to be removed.`;
    return verdict("InProgress", "OldReplicasPendingTermination", message, facts);
  }
  if (replicas > desired) return surplus(replicas, desired, facts);
  if (available < updated) {
    const message = `${available} of ${updated} updated pods available, ${updated - available} not yet.`;
    return verdict("InProgress", "ReplicasUnavailable", message, facts);
  }
  const availability = conditionOf(deployment, "Available");
  if (desired === 0 || availability?.status !== "False") return undefined;
  return verdict("InProgress", "DeploymentUnavailable", `${numbers}, and yet it says that it is not available.`, facts);
}

function complete(deployment: unknown, progress: Progress, facts: Facts): RolloutVerdict {
  if (progress.desired === 0) {
    const message = `${identityOf(deployment).name} is scaled to zero: no pod serves.`;
    return verdict("ScaledToZero", "ScaledToZero", message, facts);
  }
  const message = `${progress.available} of ${progress.desired} updated and available.`;
  return verdict("Current", "RolloutComplete", message, facts);
}
