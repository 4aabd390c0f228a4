import { judgeDaemonSet } from "./judgeDaemonSet.ts";
import { judgeDeployment } from "./judgeDeployment.ts";
import { judgeJob } from "./judgeJob.ts";
import { judgeStatefulSet } from "./judgeStatefulSet.ts";
import type { Workload } from "./objects.ts";
import { revisionOfWorkload } from "./pin.ts";
import { at, bag, count, identityOf, text } from "./read.ts";
import type { RolloutPin, RolloutVerdict } from "./verdict.ts";
import { type JudgeContext, verdict } from "./verdicts.ts";

/**
 * Judges a workload's rollout from what the API served. Pure and total: no shape makes it throw, and in doubt the
 * verdict is not `Current`. `workload.kind` must be set. Pods and ReplicaSets, where given, let it fail early.
 * Deadlines of StatefulSets and DaemonSets are the caller's: these kinds publish no failure.
 */
export function judge(workload: Workload, context: JudgeContext = {}): RolloutVerdict {
  const early = beingDeleted(workload) ?? replaced(workload, context.pin) ?? unobserved(workload, context.pin);
  if (early !== undefined) return early;
  const kind: unknown = at(workload, "kind");
  switch (kind) {
    case "Deployment":
      return superseded(workload, context.pin) ?? judgeDeployment(workload, context);
    case "StatefulSet":
      return superseded(workload, context.pin) ?? judgeStatefulSet(workload, context);
    case "DaemonSet":
      return superseded(workload, context.pin) ?? judgeDaemonSet(workload, context);
    case "Job":
      return judgeJob(workload, context);
    default:
      return verdict("Unknown", "UnknownKind", "The object names no kind whose rollout can be judged.");
  }
}

/** Every kind: an object with a deletion timestamp is on its way out. */
export function beingDeleted(object: unknown): RolloutVerdict | undefined {
  if (text(at(object, "metadata", "deletionTimestamp")) === undefined) return undefined;
  return verdict("Terminating", "BeingDeleted", `${identityOf(object).name} is being deleted.`);
}

function replaced(workload: unknown, pin: RolloutPin | undefined): RolloutVerdict | undefined {
  const { uid, name } = identityOf(workload);
  if (pin === undefined || uid === undefined || uid === pin.uid) return undefined;
  return verdict("Superseded", "Replaced", `${name} was deleted and made anew after our write.`);
}

/** In progress while the controller has not seen the latest change, or the copy at hand is older than our write. */
function unobserved(workload: unknown, pin: RolloutPin | undefined): RolloutVerdict | undefined {
  const generation = count(at(workload, "metadata", "generation"));
  if (pin !== undefined && (generation ?? 0) < pin.generation) {
    const message = `Change ${pin.generation} is written; the latest state at hand is from before it.`;
    return verdict("InProgress", "WriteNotSeen", message);
  }
  return lagging(workload, at(workload, "kind") !== "Job");
}

/**
 * In progress while `observedGeneration` is not the generation. `required`: the kind always publishes it, so that its
 * absence means that no controller has looked yet.
 */
export function lagging(object: unknown, required: boolean): RolloutVerdict | undefined {
  const generation = count(at(object, "metadata", "generation"));
  const published = at(object, "status", "observedGeneration");
  const observed = count(published);
  if (published === undefined || published === null) {
    const hasStatus = Object.keys(bag(at(object, "status"))).length > 0;
    if (!required || (generation === undefined && hasStatus)) return undefined;
    return verdict("InProgress", "NotObserved", "No controller has reported on this object yet.");
  }
  if (generation === undefined || observed === generation) return undefined;
  if (observed !== undefined && observed > generation) {
    const message = `The copy at hand is of change ${generation}, older than change ${observed}, which the controller has seen.`;
    return verdict("InProgress", "CopyOutdated", message);
  }
  const message = `Change ${generation} is not yet seen by the controller, which is at ${observed ?? "an unknown one"}.`;
  return verdict("InProgress", "GenerationNotObserved", message);
}

function superseded(workload: unknown, pin: RolloutPin | undefined): RolloutVerdict | undefined {
  const present = revisionOfWorkload(workload);
  if (pin?.revision === undefined || present === pin.revision) return undefined;
  const name = identityOf(workload).name;
  const message = `${name} is at revision ${present ?? "unknown"}: someone replaced revision ${pin.revision}, which we wrote.`;
  return verdict("Superseded", "RevisionReplaced", message);
}
