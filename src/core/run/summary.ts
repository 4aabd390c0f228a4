import { yesesIn } from "../approvals/enough.ts";
import type { CheckNode } from "../graph/graph.ts";
import { type Choices, goodWay, isStep, mainPath } from "../graph/mainPath.ts";
import { nodeOf } from "../graph/walk.ts";
import { restoredVersion } from "./atEnd.ts";
import { releaseName } from "./release.ts";
import { causeOf, hasChanged } from "./facts.ts";
import { standings } from "./findings.ts";
import type { RunState } from "./state.ts";
import { windowLine } from "./windowLine.ts";
import { countdown, span } from "./words.ts";
import { visitOf } from "./visits.ts";

/** A run's label: `#41 shop → production`. */
export function runTitle(state: RunState): string {
  return `#${state.run} ${state.release.application} → ${state.release.environment}`;
}

/**
 * A run in one line: `step 4 of 7 · hold 3:10 left`, `rolled back to 1.8.2 · doomed pods`. `watched` says whether a
 * runner lives; without one the run is unprotected, and the line says for how long.
 */
export function runSummary(state: RunState, now: number, watched = true): string {
  if (state.ended !== undefined) return endSummary(state, state.ended.outcome);
  const parts = [placeOf(state), state.paused ? "paused" : activity(state, now)];
  if (!watched) parts.unshift(`unprotected for ${span(now - state.lastEventAt)}`);
  return parts.filter((part) => part !== "").join(" · ");
}

function endSummary(state: RunState, outcome: NonNullable<RunState["ended"]>["outcome"]): string {
  switch (outcome) {
    case "completed":
      return state.verified.length > 0
        ? `${releaseName(state.release)} ${state.release.purpose === undefined ? "verified" : "done"}`
        : "completed · nothing deployed";
    case "rolled-back":
      return `rolled back to ${restoredVersion(state)} · ${shortCause(state)}`;
    case "failed":
      return `failed · ${hasChanged(state) ? "needs a person" : "nothing changed"}`;
    case "blocked":
      return `blocked · ${labelOf(state, state.path.at(-1)?.node)}`;
    case "rejected":
      return "rejected";
    case "aborted":
      return hasChanged(state) ? "stopped" : "stopped · nothing changed";
    case "escalated":
      return "escalated · needs a person";
    case "superseded":
      return "superseded · changed by someone else";
  }
}

/** Why a run left its way, in a few words. */
export function shortCause(state: RunState): string {
  const cause = causeOf(state);
  if (cause === undefined) return "trouble";
  if (cause.outcome === "failed") return failure(state, cause.node);
  return SHORT[cause.outcome] ?? cause.outcome;
}

const SHORT: Readonly<Record<string, string>> = {
  "rollback-requested": "asked for",
  "abort-requested": "asked for",
  deadline: "deadline passed",
};

function failure(state: RunState, node: string): string {
  const seen = state.failedRollout;
  if (seen?.node !== node) return "not changed";
  return seen.verdict.reason === "ProgressDeadlineExceeded" ? "deadline passed" : "doomed pods";
}

/** `step 4 of 7`, `step 4` where a question is still ahead, `way back, step 1 of 3`; empty off the way. */
function placeOf(state: RunState): string {
  const { graph, node } = state;
  const way = goodWay(graph, graph.start, choicesOf(state));
  const forward = way.filter(isStep);
  const step = forward.findIndex((one) => one.id === node);
  if (step >= 0) return way.at(-1)?.kind === "end" ? `step ${step + 1} of ${forward.length}` : `step ${step + 1}`;
  const back = graph.rollback === undefined ? [] : mainPath(graph, graph.rollback);
  const backStep = back.findIndex((one) => one.id === node);
  return backStep < 0 ? "" : `way back, step ${backStep + 1} of ${back.length}`;
}

/** What was chosen last at each decision. */
function choicesOf({ graph, path }: RunState): Choices {
  const decisions = new Set(graph.nodes.filter((node) => node.kind === "decision").map((node) => node.id));
  return new Map(path.filter((step) => decisions.has(step.node)).map((step) => [step.node, step.outcome]));
}

function activity(state: RunState, now: number): string {
  const node = nodeOf(state.graph, state.node);
  if (node === undefined || node.kind === "start" || node.kind === "end") return "beginning";
  if (state.question !== undefined) return "waiting for a decision";
  if (state.approval !== undefined) {
    const { decisions, required, expiresAt } = state.approval;
    return `approval ${yesesIn(decisions).length} of ${required} · ${countdown(expiresAt - now)} left`;
  }
  if (state.holdEndsAt !== undefined && node.kind === "hold") {
    const what = node.until === "elapsed" ? "hold" : "ready";
    return `${what} ${countdown(state.holdEndsAt - now)} left`;
  }
  return node.kind === "check" && node.waits === true ? listActivity(state, node, now) : lowerFirst(node.label);
}

/**
 * `read the task · 3 of 6 checks · waits for a person`, `mend what failed · attempt 2 of 3 · waits for a person`. What
 * was found and has not passed is a person's to settle or to mend.
 */
function listActivity(state: RunState, node: CheckNode, now: number): string {
  const closed = windowLine(state);
  if (closed !== undefined) return closed;
  const lines = standings(state, node, now);
  const passed = lines.filter((line) => line.verdict === "pass").length;
  const checks = `${passed} of ${lines.length} ${lines.length === 1 ? "check" : "checks"}`;
  const attempt = `attempt ${visitOf(state.visits, node.id) ?? 1}${node.limit === undefined ? "" : ` of ${node.limit}`}`;
  const doing = lines.every((line) => line.measured) ? "waits for a person" : "measuring";
  return [lowerFirst(node.label), node.mends === undefined ? checks : attempt, doing].join(" · ");
}

function labelOf(state: RunState, id: string | undefined): string {
  return lowerFirst(nodeOf(state.graph, id)?.label ?? "before the first step");
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
