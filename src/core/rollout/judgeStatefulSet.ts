import { doomedRollout } from "./doomedRollout.ts";
import { at, count, identityOf, text } from "./read.ts";
import type { Progress, RolloutVerdict } from "./verdict.ts";
import { type Facts, type JudgeContext, drainedFact, pods, readiness, verdict } from "./verdicts.ts";

/** A StatefulSet at its observed generation. It publishes no failure, so that its pods decide about that. */
export function judgeStatefulSet(set: unknown, context: JudgeContext): RolloutVerdict {
  const progress = progressOf(set);
  const facts: Facts = { progress, ...drainedFact(set, context, undefined) };
  const name = identityOf(set).name;
  if (at(set, "spec", "updateStrategy", "type") === "OnDelete") {
    const message = `${name} updates a pod only when someone deletes it; its rollout cannot be followed.`;
    return verdict("Untracked", "UpdateOnDelete", message, facts);
  }
  if (progress.desired === 0) return atZero(set, name, facts);
  const doom = doomedRollout(set, [], context.pods ?? []);
  if (doom !== undefined) return verdict("Failed", doom.reason, doom.message, facts);
  return notAvailable(set, progress, facts) ?? updates(set, progress, facts);
}

/** Without an available count, ready pods count as available only where `minReadySeconds` asks for nothing more. */
function progressOf(set: unknown): Progress {
  const of = (name: string): number | undefined => count(at(set, "status", name));
  const settles = (count(at(set, "spec", "minReadySeconds")) ?? 0) > 0;
  const available = of("availableReplicas") ?? (settles ? 0 : of("readyReplicas"));
  const desired = count(at(set, "spec", "replicas")) ?? 1;
  const updated = updatedOf(set);
  const replicas = Math.max(updated, of("replicas") ?? 0);
  return { desired, updated, ...readiness(of("readyReplicas"), available), replicas };
}

/**
 * Pods at the update revision. A count of zero is left out by the API; a recording without revisions has only the
 * current count, or none at all.
 */
function updatedOf(set: unknown): number {
  const status = at(set, "status");
  const updated = count(at(status, "updatedReplicas"));
  if (updated !== undefined) return updated;
  if (text(at(status, "updateRevision")) !== undefined) return 0;
  return count(at(status, "currentReplicas")) ?? count(at(status, "replicas")) ?? 0;
}

function atZero(set: unknown, name: string, facts: Facts): RolloutVerdict {
  const left = count(at(set, "status", "replicas")) ?? 0;
  if (left > 0) return verdict("InProgress", "SurplusReplicas", `${pods(left)} still to be removed.`, facts);
  return verdict("ScaledToZero", "ScaledToZero", `${name} is scaled to zero: no pod serves.`, facts);
}

function notAvailable(set: unknown, progress: Progress, facts: Facts): RolloutVerdict | undefined {
  const { desired, ready, available } = progress;
  if (available < desired) {
    const message = `${available} of ${desired} available, ${ready} ready.`;
    return verdict("InProgress", "ReplicasUnavailable", message, facts);
  }
  const surplus = (count(at(set, "status", "replicas")) ?? 0) - desired;
  if (surplus <= 0) return undefined;
  return verdict("InProgress", "SurplusReplicas", `${pods(surplus)} over ${desired} still to be removed.`, facts);
}

function updates(set: unknown, progress: Progress, facts: Facts): RolloutVerdict {
  const { desired, updated, available } = progress;
  const partition = count(at(set, "spec", "updateStrategy", "rollingUpdate", "partition")) ?? 0;
  const wanted = Math.max(0, desired - partition);
  if (updated < wanted) {
    const held = partition === 0 ? "" : `, ${pods(Math.min(partition, desired))} held back by the partition`;
    return verdict("InProgress", "UpdatedReplicasPending", `${updated} of ${wanted} updated${held}.`, facts);
  }
  if (partition > 0) {
    const rest = updated >= desired ? "" : `, the rest held back by partition ${partition}`;
    return verdict("Partial", "PartitionReached", `${updated} of ${desired} updated${rest}.`, facts);
  }
  const [current, update] = ["currentRevision", "updateRevision"].map((name) => text(at(set, "status", name)));
  if (current !== update) {
    const message = `${updated} of ${desired} updated; revision ${update ?? "unknown"} is not yet the current one.`;
    return verdict("InProgress", "RevisionPending", message, facts);
  }
  return verdict("Current", "RolloutComplete", `${available} of ${desired} updated and available.`, facts);
}
