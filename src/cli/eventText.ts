import { timestamp } from "../base/clock.ts";
import type { Evidence } from "../core/evidence/evidence.ts";
import { nodeOf } from "../core/graph/walk.ts";
import { recordedWords } from "../core/run/blocks.ts";
import { WINDOW_CHECK } from "../core/run/windowHeld.ts";
import type { RunEvent } from "../core/run/event.ts";
import type { WorkloadRef } from "../core/graph/graph.ts";
import { releaseName } from "../core/run/release.ts";
import { runTitle } from "../core/run/summary.ts";
import type { Happening } from "./follow.ts";
import { proofText } from "./proofText.ts";

/** One thing that happened in a run as one line: the time of day in UTC, then a sentence. */
export function happeningText({ entry, state }: Happening): string {
  return `${entry.at.slice(11, 19)}  ${sentence(entry.event, state)}`;
}

type State = Happening["state"];

function sentence(event: RunEvent, state: State): string {
  switch (event.type) {
    case "run-requested":
      return `${`${runTitle(state)} ${releaseName(event.release)}`.trimEnd()}, asked for by ${event.by.name}.`;
    case "runner-started":
      return `Runner ${event.generation} has taken the run (process ${event.pid}).`;
    case "node-entered":
      return `${label(state, event.node)}…`;
    case "node-left":
      return `${label(state, event.node)}: ${event.outcome}. ${event.message}`;
    case "evidence-recorded":
      return found(event, state);
    case "check-attested":
      return evidenceText(event.evidence);
    case "block-recorded":
      return recordedWords({ blocks: [{ node: event.node, visit: 1, records: event.records }] });
    case "recheck-requested":
      return `${event.by.name} asked to measure again.`;
    case "request-refused":
      return `Refused what ${event.by.name} asked: ${event.message}`;
    case "hold-started":
      return `Watches until ${timestamp(event.endsAt)}.`;
    case "intervention":
      return `${event.by.name} asked to ${event.kind}${event.reason === undefined ? "." : `: ${event.reason}`}`;
    case "revision-verified":
      return `Revision ${event.revision.revision} of ${name(event.workload)} is verified.`;
    case "run-ended":
      return `Ended: ${event.outcome}. ${event.message}`;
    case "approval-requested":
    case "approval-given":
    case "approval-withdrawn":
    case "approval-checked":
    case "decision-asked":
    case "decision-made":
      return asking(event, state);
    case "action-intended":
    case "action-done":
    case "action-failed":
    case "pod-removal-intended":
    case "rollout-observed":
      return changing(event);
  }
}

const SAID = { approve: "said approve", reject: "said reject", override: "overrode the approval" } as const;

/** Whoever follows a run at a list is told how to settle what only a word settles. */
function found({ node: id, evidence }: Extract<RunEvent, { type: "evidence-recorded" }>, state: State): string {
  const node = nodeOf(state.graph, id);
  const listed = node?.kind === "check" && node.waits === true ? node.checks : [];
  const open =
    evidence.verdict === "inconclusive" && listed.some((one) => one.id === evidence.check && one.attestedFor);
  const answer =
    evidence.check === WINDOW_CHECK
      ? `Let it through with: tidegate override-window ${state.run} --reason "…"`
      : `Answer with: tidegate attest ${state.run} ${evidence.check} --statement "…"`;
  const how = open ? ` ${answer}` : "";
  return `${evidenceText(evidence)}${how}`;
}

/** A word stands beside the time it counts to, so that nobody takes it for a measurement. */
function evidenceText(evidence: Evidence): string {
  const { verdict, check, message, attested } = evidence;
  const until = attested === undefined ? "" : ` (a word, until ${timestamp(attested.expiresAt)})`;
  return `${verdict} ${check}: ${message}${until}${proofText(evidence)}`;
}

type Asking = Extract<RunEvent, { type: `approval-${string}` | `decision-${string}` }>;

function asking(event: Asking, { run, graph }: State): string {
  switch (event.type) {
    case "approval-requested":
      return `Waits for an approval until ${timestamp(event.expiresAt)}. Answer with: tidegate approve ${run}`;
    case "approval-given": {
      const { by, answer, comment } = event.decision;
      return `${by.name} ${SAID[answer]}${comment === undefined ? "." : `: ${comment}`}`;
    }
    case "approval-withdrawn":
      return `${event.by.name} took it back.`;
    case "approval-checked":
      return "The approval was checked against what would change now.";
    case "decision-asked": {
      const node = nodeOf(graph, event.node);
      const options = node?.kind === "decision" ? node.options.map((one) => one.id).join(" | ") : "OPTION";
      return `${event.question} Answer with: tidegate answer ${run} ${options}`;
    }
    case "decision-made":
      return `${event.by.name} chose ${event.option}.`;
  }
}

type Changing = Extract<RunEvent, { type: `action-${string}` | "pod-removal-intended" | "rollout-observed" }>;

function changing(event: Changing): string {
  const workload = name(event.workload);
  switch (event.type) {
    case "action-intended":
      return `About to change ${workload}.`;
    case "action-done":
      return event.changed ? `Changed ${workload}.` : `${workload} needed no change.`;
    case "action-failed":
      return `${workload} was not changed: ${event.message}`;
    case "pod-removal-intended":
      return `About to delete pod ${event.pod}, which keeps ${workload} from going back.`;
    case "rollout-observed":
      return `${workload} ${event.verdict.status}: ${event.verdict.message}`;
  }
}

function label(state: State, id: string): string {
  return nodeOf(state.graph, id)?.label ?? id;
}

function name({ kind, name: own }: WorkloadRef): string {
  return `${kind.toLowerCase()}/${own}`;
}
