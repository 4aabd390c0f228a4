import { doomedRollout } from "./doomedRollout.ts";
import { lagging } from "./judge.ts";
import { at, conditionOf, count, identityOf } from "./read.ts";
import type { RolloutVerdict } from "./verdict.ts";
import { type Facts, type JudgeContext, surplus, verdict } from "./verdicts.ts";

/** A ReplicaSet or ReplicationController that no Deployment at hand speaks for. */
export function judgeReplicaSet(set: unknown, context: JudgeContext): RolloutVerdict {
  const behind = lagging(set, true);
  if (behind !== undefined) return behind;
  const of = (name: string): number => count(at(set, "status", name)) ?? 0;
  const desired = count(at(set, "spec", "replicas")) ?? 1;
  const [replicas, ready, available] = [of("replicas"), of("readyReplicas"), of("availableReplicas")];
  const facts: Facts = { progress: { desired, updated: replicas, ready, available, replicas } };
  if (replicas > desired) return surplus(replicas, desired, facts);
  const name = identityOf(set).name;
  if (desired === 0) return verdict("ScaledToZero", "ScaledToZero", `${name} is scaled to zero: no pod serves.`, facts);
  const doom = doomedRollout(set, [], context.pods ?? []);
  if (doom !== undefined) return verdict("Failed", doom.reason, doom.message, facts);
  if (available >= desired)
    return verdict("Current", "RolloutComplete", `${available} of ${desired} available.`, facts);
  const failure = conditionOf(set, "ReplicaFailure");
  const why = failure?.status === "True" && failure.message !== undefined ? `: ${failure.message}` : "";
  return verdict(
    "InProgress",
    "ReplicasUnavailable",
    `${available} of ${desired} available, ${ready} ready${why}.`,
    facts,
  );
}
