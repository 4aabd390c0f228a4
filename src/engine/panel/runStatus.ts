import { yesesIn } from "../../core/approvals/enough.ts";
import { nodeOf } from "../../core/graph/walk.ts";
import type { RunState } from "../../core/run/state.ts";
import { runSummary } from "../../core/run/summary.ts";
import { windowLine } from "../../core/run/windowLine.ts";
import type { Place } from "./place.ts";

/**
 * What a run does now, in a few words for the panel's head. Without the countdown that a row has: the panel counts for
 * itself.
 */
export function runStatus({ state, now, waits }: Place): string {
  if (state.ended !== undefined) return runSummary(state, now);
  if (state.paused) return "paused";
  if (state.approval !== undefined) {
    return `waits for approval, ${yesesIn(state.approval.decisions).length} of ${state.approval.required}`;
  }
  if (state.question !== undefined) return "waits for a decision";
  const node = nodeOf(state.graph, state.node);
  if (node === undefined) return "beginning";
  const closed = windowLine(state);
  if (closed !== undefined) return closed;
  const label = lowerFirst(node.label);
  if (node.kind === "check" && waits) return `waits for people · ${label}`;
  return node.kind === "hold" ? (rolling(state) ?? label) : label;
}

/** `rolling 2 of 6`: pods of the new revision among those wanted, over all workloads that are not there yet. */
function rolling({ rollouts, node }: RunState): string | undefined {
  const counts = rollouts.flatMap(({ node: seenAt, verdict }) =>
    seenAt === node && verdict.status !== "Current" && verdict.progress !== undefined ? [verdict.progress] : [],
  );
  if (counts.length === 0) return undefined;
  const sum = (of: (one: (typeof counts)[number]) => number): number => counts.reduce((all, one) => all + of(one), 0);
  return `rolling ${sum((one) => one.updated)} of ${sum((one) => one.desired)}`;
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
