import { timestamp } from "../base/clock.ts";
import { yesesIn } from "../core/approvals/enough.ts";
import type { CheckNode } from "../core/graph/graph.ts";
import { nodeOf } from "../core/graph/walk.ts";
import type { JournalProblem } from "../core/journal/problem.ts";
import { type Standing, standings } from "../core/run/findings.ts";
import type { RunState } from "../core/run/state.ts";
import { windowLine } from "../core/run/windowLine.ts";
import type { RunOutput } from "../protocol/output.ts";

/** A run for a program, without its path. `now` is in milliseconds since the epoch, here and below. */
export function runSummaryOf(state: RunState, now: number): Omit<RunOutput, "path" | "problems" | "attempts"> {
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
    message: messageFor(state, now),
  };
}

/** A run for a program, with the way it took and what is wrong with its journal. */
export function runOutputOf(state: RunState, problems: readonly JournalProblem[], now: number): RunOutput {
  const path = state.path.map(({ node, outcome, message, leftAt }) => ({
    node,
    outcome,
    message,
    at: timestamp(leftAt),
  }));
  const list = listOf(state);
  const checks = list === undefined ? {} : { checks: standings(state, list, now).map(checkOutput) };
  const attempts = state.attempts.map(({ node, by, statement, failures }) => ({
    node,
    by,
    statement,
    failures: [...failures],
  }));
  return { ...runSummaryOf(state, now), ...checks, attempts, path, problems: [...problems] };
}

/** The list of checks that the run is at, if it is at one that people work through. */
function listOf({ graph, node: id, left }: RunState): CheckNode | undefined {
  const node = nodeOf(graph, id);
  return node?.kind === "check" && node.waits === true && left === undefined ? node : undefined;
}

type CheckOutput = NonNullable<RunOutput["checks"]>[number];

function checkOutput({ spec, evidence, verdict, measured, open }: Standing): CheckOutput {
  const message =
    evidence?.message ?? (measured ? "The word that was given for it has run out." : "Not looked at yet.");
  const line = { id: spec.id, label: spec.label, verdict, message, attestable: open };
  if (evidence?.attested === undefined) return line;
  const { by, statement, expiresAt } = evidence.attested;
  return { ...line, attested: { by, statement, expiresAt: timestamp(expiresAt) } };
}

/** What is to be said about a run now, in one sentence. */
export function messageFor(state: RunState, now: number): string {
  if (state.ended !== undefined) return state.ended.message;
  if (state.question !== undefined) return state.question.question;
  if (state.approval !== undefined) {
    const { decisions, required, expiresAt } = state.approval;
    return `${yesesIn(decisions).length} of ${required} approved; waits until ${timestamp(expiresAt)}.`;
  }
  const list = listOf(state);
  const closed = windowLine(state);
  if (closed !== undefined) return `Waits: ${closed}.`;
  if (list !== undefined) return listMessage(standings(state, list, now), list.label);
  const rollout = state.rollouts.findLast((one) => one.node === state.node);
  const node = nodeOf(state.graph, state.node);
  return rollout?.verdict.message ?? node?.label ?? "Not begun.";
}

/** What is open, what failed, and what to do: numbers first, then the failures' own sentences. */
function listMessage(lines: readonly Standing[], label: string): string {
  const passed = lines.filter((line) => line.verdict === "pass").length;
  const failures = lines.flatMap(({ verdict, evidence }) => (verdict === "fail" ? (evidence?.message ?? []) : []));
  return [`${label}: ${passed} of ${lines.length} passed.`, ...failures].join(" ");
}

function waitOf(state: RunState): RunOutput["waitsFor"] {
  if (state.approval !== undefined) return "approval";
  if (state.question !== undefined) return "decision";
  return listOf(state) === undefined ? undefined : "checks";
}
