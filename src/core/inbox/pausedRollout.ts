import { parseTimestamp } from "../../base/clock.ts";
import type { Patch } from "../rollout/cluster.ts";
import { at, count, flag, identityOf, items, text } from "../rollout/read.ts";
import type { InboxItem } from "./inboxItem.ts";

/** Where an object of a cluster stands, as `tidegate.yaml` has it. */
export interface InboxPlace {
  readonly application: string;
  readonly environment: string;
  readonly production: boolean;
  readonly context: string;
}

/** What stopped a rollout, as its controller names it, in words. */
const REASONS: Readonly<Record<string, string>> = {
  CanaryPauseStep: "its canary is at a pause step",
  BlueGreenPause: "its new version waits to become active",
  InconclusiveAnalysisRun: "its analysis is inconclusive",
  RolloutPaused: "somebody paused it",
};

/**
 * An Argo Rollout that goes no further until a person says so; undefined where it waits for nobody. A pause that ends by
 * itself waits for nobody either, and what its controller has not yet looked at is not asked about.
 */
export function pausedRollout(rollout: unknown, place: InboxPlace): InboxItem | undefined {
  const { name, uid } = identityOf(rollout);
  const spec = at(rollout, "spec");
  const status = at(rollout, "status");
  if (flag(at(status, "abort")) || lags(rollout)) return undefined;
  const paused = pauseOf(spec, status);
  if (paused === undefined) return undefined;
  const step = stepWords(spec, status);
  const since = parseTimestamp(paused.since);
  return {
    id: `argo-rollouts ${place.context} ${uid} ${paused.reason} ${paused.since ?? ""}`,
    store: "argo-rollouts",
    heading: `${place.application} → ${place.environment} ${name}`,
    message: `${name} is paused: ${REASONS[paused.reason] ?? paused.reason}${step}. Promote it, or abort it.`,
    production: place.production,
    environment: place.environment,
    ...(since === undefined ? {} : { since }),
    answers: ["promote", "abort"],
  };
}

/** What is written to a rollout's main resource and to its status, in this order; empty where there is nothing to do. */
export interface RolloutPatches {
  readonly spec?: Patch;
  readonly status?: Patch;
}

/** Lets a paused rollout go on. An inconclusive analysis would stop it again at the same step, so that step is passed. */
export function promotion(rollout: unknown): RolloutPatches {
  const status = at(rollout, "status");
  const conditions = items(at(status, "pauseConditions"));
  const inconclusive = conditions.some((one) => text(at(one, "reason")) === "InconclusiveAnalysisRun");
  const steps = items(at(rollout, "spec", "strategy", "canary", "steps")).length;
  const next = Math.min(steps, (count(at(status, "currentStepIndex")) ?? 0) + 1);
  const passed = inconclusive ? { currentStepIndex: next, controllerPause: false } : {};
  return {
    ...(flag(at(rollout, "spec", "paused")) ? { spec: merge({ spec: { paused: false } }) } : {}),
    ...(conditions.length > 0 ? { status: merge({ status: { pauseConditions: null, ...passed } }) } : {}),
  };
}

/** Ends a rollout: its controller goes back to the stable version. */
export function abortion(): RolloutPatches {
  return { status: merge({ status: { abort: true } }) };
}

interface Pause {
  readonly reason: string;
  readonly since: string | undefined;
}

function pauseOf(spec: unknown, status: unknown): Pause | undefined {
  const [condition] = items(at(status, "pauseConditions"));
  if (condition !== undefined) {
    const reason = text(at(condition, "reason")) ?? "Paused";
    if (reason === "CanaryPauseStep" && endsByItself(spec, status)) return undefined;
    if (reason === "BlueGreenPause" && at(spec, "strategy", "blueGreen", "autoPromotionSeconds") !== undefined) {
      return undefined;
    }
    return { reason, since: text(at(condition, "startTime")) };
  }
  return flag(at(spec, "paused")) ? { reason: "RolloutPaused", since: undefined } : undefined;
}

function endsByItself(spec: unknown, status: unknown): boolean {
  return at(currentStep(spec, status), "pause", "duration") !== undefined;
}

function currentStep(spec: unknown, status: unknown): unknown {
  return items(at(spec, "strategy", "canary", "steps"))[count(at(status, "currentStepIndex")) ?? 0];
}

function stepWords(spec: unknown, status: unknown): string {
  const steps = items(at(spec, "strategy", "canary", "steps"));
  const index = count(at(status, "currentStepIndex"));
  if (index === undefined || index >= steps.length) return "";
  const weight = count(at(status, "canary", "weights", "canary", "weight"));
  const reached = weight === undefined ? "" : ` at ${weight} %`;
  return `, step ${index + 1} of ${steps.length}${reached}`;
}

/** The observed generation is a text in this kind's status; without one it is no number, and so no equal one. */
function lags(rollout: unknown): boolean {
  const observed = at(rollout, "status", "observedGeneration");
  const generation = at(rollout, "metadata", "generation");
  return Number(observed) !== count(generation);
}

function merge(body: object): Patch {
  return { type: "merge", body };
}
