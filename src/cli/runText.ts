import { timestamp } from "../base/clock.ts";
import { yesesIn } from "../core/approvals/enough.ts";
import type { JournalProblem } from "../core/journal/problem.ts";
import type { RunState } from "../core/run/state.ts";
import type { RunOutput } from "../protocol/output.ts";

/** A run for a program, without its path. */
export function runSummaryOf(state: RunState): Omit<RunOutput, "path" | "problems"> {
  const { release, requestedBy, requestedAt, ended, node } = state;
  const waitsFor = waitOf(state);
  return {
    run: state.run,
    application: release.application,
    environment: release.environment,
    version: release.version,
    requestedBy,
    requestedAt: timestamp(requestedAt),
    ...(node === undefined ? {} : { node }),
    ...(waitsFor === undefined ? {} : { waitsFor }),
    ...(ended === undefined ? {} : { outcome: ended.outcome }),
    message: messageFor(state),
  };
}

/** A run for a program, with the way it took and what is wrong with its journal. */
export function runOutputOf(state: RunState, problems: readonly JournalProblem[]): RunOutput {
  const path = state.path.map(({ node, outcome, message, leftAt }) => ({
    node,
    outcome,
    message,
    at: timestamp(leftAt),
  }));
  return { ...runSummaryOf(state), path, problems: [...problems] };
}

/** What is to be said about a run now, in one sentence. */
export function messageFor(state: RunState): string {
  if (state.ended !== undefined) return state.ended.message;
  if (state.question !== undefined) return state.question.question;
  if (state.approval !== undefined) {
    const { decisions, required, expiresAt } = state.approval;
    return `${yesesIn(decisions).length} of ${required} approved; waits until ${timestamp(expiresAt)}.`;
  }
  const rollout = state.rollouts.findLast((one) => one.node === state.node);
  const node = state.graph.nodes.find((one) => one.id === state.node);
  return rollout?.verdict.message ?? node?.label ?? "Not begun.";
}

function waitOf(state: RunState): RunOutput["waitsFor"] {
  if (state.approval !== undefined) return "approval";
  return state.question === undefined ? undefined : "decision";
}
