import type { Evidence } from "../evidence/evidence.ts";
import { gateVerdict, type GateVerdict } from "../gates/gateVerdict.ts";
import type { CheckNode } from "../graph/graph.ts";
import { edgeFor } from "../graph/walk.ts";
import { attemptAt } from "./changes/checkChanges.ts";
import type { Effect } from "./effect.ts";
import { currentVisit } from "./facts.ts";
import { leave } from "./leave.ts";
import type { RunState } from "./state.ts";

/**
 * Collects what this visit has not yet collected, then judges. Evidence of an earlier visit does not count. A node that
 * waits is left once every check is settled, and for a failure only where an edge leads on from it.
 */
export function atCheck(state: RunState, node: CheckNode, now: number): Effect {
  const visit = currentVisit(state);
  const own = evidenceHere(state, node);
  const checks = node.checks.filter((check) => own.every((one) => one.check !== check.id));
  if (checks.length > 0) {
    return { type: "evaluate-checks", node: node.id, visit, rechecks: state.rechecks, checks };
  }
  const found = gateVerdict(node.checks, unexpired(own, now));
  if (node.waits !== true || settles(state, node, found)) return leaveAs(state, node, found);
  return { type: "wait", node: node.id, reason: "checks", until: nextExpiry(own, now) };
}

/** What was found in this visit. */
export function evidenceHere(state: RunState, node: CheckNode): readonly Evidence[] {
  const visit = state.visits[node.id] ?? 1;
  return state.evidence.filter((one) => one.node === node.id && one.visit === visit).map((one) => one.evidence);
}

/** A person's word whose time is over counts as nothing found. */
export function unexpired(found: readonly Evidence[], now: number): readonly Evidence[] {
  return found.filter((one) => one.attested === undefined || one.attested.expiresAt > now);
}

function settles(state: RunState, node: CheckNode, { verdict, open }: GateVerdict): boolean {
  if (verdict === "pass") return true;
  return verdict === "fail" && open === 0 && edgeFor(state.graph, node.id, "fail") !== undefined;
}

function leaveAs(state: RunState, node: CheckNode, { verdict, message }: GateVerdict): Effect {
  const earlier = verdict === "pass" ? sameAttempt(state, node) : undefined;
  if (earlier === undefined) return leave(node, verdict, message);
  const said = `${earlier.by.name} tried this before, in attempt ${earlier.visit}: ${earlier.statement}`;
  return leave(node, "circular", `${said} Trying it again would lead in a circle.`);
}

/** An earlier attempt of the same kind with the same words: doing it again cannot end otherwise. */
function sameAttempt(state: RunState, node: CheckNode): RunState["attempts"][number] | undefined {
  const attempt = node.mends === undefined ? undefined : attemptAt(state, node);
  if (attempt === undefined) return undefined;
  const said = normal(attempt.statement);
  return state.attempts.find((one) => one.node === node.id && normal(one.statement) === said);
}

function normal(statement: string): string {
  const words =
    statement
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.join(" ");
}

function nextExpiry(found: readonly Evidence[], now: number): number | undefined {
  const times = found.flatMap((one) => one.attested?.expiresAt ?? []).filter((time) => time > now);
  return times.length === 0 ? undefined : Math.min(...times);
}
