import { yesesIn } from "../../core/approvals/enough.ts";
import { gateVerdict } from "../../core/gates/gateVerdict.ts";
import type { CheckNode, GraphNode } from "../../core/graph/graph.ts";
import { evidenceHere, unexpired } from "../../core/run/findings.ts";
import type { ObservedRollout, PendingApproval, RunState } from "../../core/run/state.ts";
import { windowLine } from "../../core/run/windowLine.ts";
import { list } from "../../core/run/words.ts";
import type { Place } from "./place.ts";
import { visitOf } from "../../core/run/visits.ts";

/** What keeps the run at the node it is at, in a sentence; undefined where nothing does and it only takes its time. */
export function blockedAt({ state, here, waits, now }: Place, node: GraphNode): string | undefined {
  if (here !== node.id || state.ended !== undefined) return undefined;
  if (state.left !== undefined) return waits && state.paused ? PAUSED : undefined;
  if (node.kind === "approval" && state.approval !== undefined) return missingApprovals(state.approval);
  if (node.kind === "decision" && state.question !== undefined) return state.question.question;
  if (node.kind === "check" && waits) return openChecks(state, node, now);
  return node.kind === "hold" ? notReady(seenHere(state)) : undefined;
}

const PAUSED = "The run is paused. Resume it to go on.";

function missingApprovals({ required, decisions }: PendingApproval): string {
  const yeses = yesesIn(decisions);
  const missing = Math.max(0, required - yeses.length);
  const names = yeses.length === 0 ? "Nobody has approved yet" : `${list(yeses.map(({ by }) => by.name))} approved`;
  return `${names}; ${missing} more ${missing === 1 ? "approval is" : "approvals are"} needed.`;
}

function openChecks(state: RunState, node: CheckNode, now: number): string {
  const found = unexpired(evidenceHere(state, node), now);
  if (windowLine(state) !== undefined) return found.map((one) => one.message).join(" ");
  const { verdict, message } = gateVerdict(node.checks, found);
  const passed = node.checks.filter((spec) => found.some((one) => one.check === spec.id && one.verdict === "pass"));
  const left = node.checks.length - passed.length;
  const counted = `${left} of ${node.checks.length} ${node.checks.length === 1 ? "check is" : "checks are"} not passed.`;
  return verdict === "fail" ? `${counted} ${message}` : counted;
}

/** What this visit has seen of the workloads it waits for. */
function seenHere({ rollouts, node, visits, generation }: RunState): readonly ObservedRollout[] {
  const visit = visitOf(visits, node ?? "") ?? 1;
  return rollouts.filter((one) => one.node === node && one.visit === visit && one.generation === generation);
}

function notReady(seen: readonly ObservedRollout[]): string | undefined {
  const open = seen.filter(({ verdict }) => verdict.status !== "Current");
  return open.length === 0
    ? undefined
    : open.map(({ workload, verdict }) => `${workload.name}: ${verdict.message}`).join(" ");
}
