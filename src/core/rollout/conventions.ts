import { lagging } from "./judge.ts";
import { type ReadCondition, at, bag, conditionsOf, count, identityOf, text } from "./read.ts";
import type { RolloutVerdict } from "./verdict.ts";
import { verdict } from "./verdicts.ts";

/** Conditions that say by being True how an object stands; the first found decides. */
const WHEN_TRUE: readonly (readonly [type: string, status: "Current" | "InProgress" | "Failed"])[] = [
  ["Stalled", "Failed"],
  ["Failed", "Failed"],
  ["Degraded", "Failed"],
  ["Reconciling", "InProgress"],
];
/** Conditions of which one is what an object is for, the strongest first; what is not True yet is on its way. */
const GOALS = ["Ready", "Available", "Complete", "Completed", "Succeeded", "Healthy", "Established"];
/** Conditions that are each a part of it: all must be True. */
const STEPS = new Set(["Accepted", "Programmed", "Reconciled", "ResolvedRefs", "Synced"]);

const PHASES: Readonly<Record<string, "Current" | "InProgress" | "Failed" | "Paused" | "Terminating">> = {
  active: "Current",
  available: "Current",
  bound: "Current",
  complete: "Current",
  completed: "Current",
  healthy: "Current",
  ready: "Current",
  running: "Current",
  succeeded: "Current",
  degraded: "Failed",
  error: "Failed",
  failed: "Failed",
  creating: "InProgress",
  pending: "InProgress",
  progressing: "InProgress",
  provisioning: "InProgress",
  reconciling: "InProgress",
  updating: "InProgress",
  paused: "Paused",
  suspended: "Paused",
  deleting: "Terminating",
  terminating: "Terminating",
};

/**
 * Any other object, by the conventions that controllers share (the API conventions and kstatus): the observed
 * generation, Stalled and Reconciling, then Ready and its like, then a phase. `whenSilent` is the verdict on an object
 * that says nothing: nobody reports on a ConfigMap, but a custom resource without a status was not looked at.
 */
export function judgeByConventions(object: unknown, whenSilent: "Current" | "Unknown"): RolloutVerdict {
  if (Object.keys(bag(at(object, "status"))).length === 0) return silent(object, whenSilent);
  return (
    lagging(object, false) ?? byConditions(object) ?? byPhase(object) ?? observed(object) ?? silent(object, whenSilent)
  );
}

function byConditions(object: unknown): RolloutVerdict | undefined {
  const conditions = conditionsOf(object);
  for (const [type, status] of WHEN_TRUE) {
    const found = conditions.find((condition) => condition.type === type && condition.status === "True");
    if (found !== undefined) return stale(object, found) ?? verdict(status, found.reason ?? type, words(object, found));
  }
  const goal = goalOf(conditions);
  if (goal === undefined) return progressing(object, conditions);
  const before = stale(object, goal);
  if (before !== undefined) return before;
  if (isReached(goal)) return verdict("Current", goal.reason ?? goal.type, words(object, goal));
  return verdict("InProgress", goal.reason ?? `Not${goal.type}`, words(object, goal));
}

/** The condition that decides: Ready, else a goal that is reached, else any goal, else a step that is not done. */
function goalOf(conditions: readonly ReadCondition[]): ReadCondition | undefined {
  const goals = GOALS.flatMap((type) => conditions.filter((condition) => condition.type === type));
  const steps = conditions.filter((condition) => STEPS.has(condition.type));
  const ready = goals.find((condition) => condition.type === "Ready");
  return ready ?? goals.find(isReached) ?? goals[0] ?? steps.find((step) => !isReached(step)) ?? steps[0];
}

function progressing(object: unknown, conditions: readonly ReadCondition[]): RolloutVerdict | undefined {
  const found = conditions.find((condition) => condition.type === "Progressing" && condition.status === "True");
  return found && verdict("InProgress", found.reason ?? "Progressing", words(object, found));
}

function isReached(condition: ReadCondition): boolean {
  return condition.status === "True";
}

/** A condition may say itself which change it is about: one of an earlier change says nothing about this one. */
function stale(object: unknown, { type, observedGeneration }: ReadCondition): RolloutVerdict | undefined {
  const generation = count(at(object, "metadata", "generation"));
  if (generation === undefined || observedGeneration === undefined || observedGeneration >= generation)
    return undefined;
  const message = `${type} was reported for change ${observedGeneration}; the object has changed since.`;
  return verdict("InProgress", "GenerationNotObserved", message);
}

function byPhase(object: unknown): RolloutVerdict | undefined {
  const phase = text(at(object, "status", "phase")) ?? text(at(object, "status", "state"));
  const status = PHASES[phase?.toLowerCase() ?? ""];
  if (status === undefined || phase === undefined) return undefined;
  return verdict(status, phase.replaceAll(/\W/gu, ""), `${identityOf(object).name} is ${phase}.`);
}

/** A controller that keeps up with the object and complains of nothing. */
function observed(object: unknown): RolloutVerdict | undefined {
  if (count(at(object, "status", "observedGeneration")) === undefined) return undefined;
  return verdict("Current", "Observed", `The controller of ${identityOf(object).name} has seen its latest change.`);
}

function silent(object: unknown, status: "Current" | "Unknown"): RolloutVerdict {
  const { name } = identityOf(object);
  if (status === "Current") return verdict("Current", "Exists", `${name} exists; its kind has no rollout.`);
  return verdict("Unknown", "NoStatus", `${name} has no status that can be read: no controller vouches for it.`);
}

/** `web is not Ready: certificate is pending.` */
export function words(object: unknown, condition: ReadCondition): string {
  const not = condition.status === "True" ? "" : condition.status === "False" ? "not " : "perhaps ";
  const why = condition.message?.split("\n", 1)[0]?.trim().replace(/\.$/u, "") ?? "";
  return `${identityOf(object).name} is ${not}${condition.type}${why === "" ? "" : `: ${why}`}.`;
}
