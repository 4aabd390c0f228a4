import { doomedRollout } from "./doomedRollout.ts";
import { at, count, identityOf } from "./read.ts";
import type { Progress, RolloutVerdict } from "./verdict.ts";
import { type Facts, type JudgeContext, drainedFact, readiness, verdict } from "./verdicts.ts";

/** A DaemonSet at its observed generation. It publishes no failure, so that its pods decide about that. */
export function judgeDaemonSet(set: unknown, context: JudgeContext): RolloutVerdict {
  const desired = count(at(set, "status", "desiredNumberScheduled"));
  const progress = progressOf(set, desired ?? 0);
  const facts: Facts = { progress, ...drainedFact(set, context, undefined) };
  const name = identityOf(set).name;
  if (at(set, "spec", "updateStrategy", "type") === "OnDelete") {
    const message = `${name} updates a pod only when someone deletes it; its rollout cannot be followed.`;
    return verdict("Untracked", "UpdateOnDelete", message, facts);
  }
  if (desired === undefined) {
    return verdict("InProgress", "NotScheduled", `${name} has not said on how many nodes it belongs.`, facts);
  }
  const doom = doomedRollout(set, [], context.pods ?? []);
  if (doom !== undefined) return verdict("Failed", doom.reason, doom.message, facts);
  return counts(progress, facts);
}

function progressOf(set: unknown, desired: number): Progress {
  const of = (name: string): number | undefined => count(at(set, "status", name));
  const updated = of("updatedNumberScheduled") ?? 0;
  const counted = readiness(of("numberReady"), of("numberAvailable"));
  return { desired, updated, ...counted, replicas: Math.max(updated, of("currentNumberScheduled") ?? 0) };
}

function counts(progress: Progress, facts: Facts): RolloutVerdict {
  const { desired, updated, ready, available } = progress;
  if (updated < desired) {
    return verdict("InProgress", "UpdatedReplicasPending", `${updated} of ${desired} nodes updated.`, facts);
  }
  if (available < desired) {
    const message = `${available} of ${desired} nodes available, ${ready} ready.`;
    return verdict("InProgress", "ReplicasUnavailable", message, facts);
  }
  const message = desired === 0 ? "No node asks for a pod." : `${available} of ${desired} nodes updated and available.`;
  return verdict("Current", "RolloutComplete", message, facts);
}
