import type { Evidence } from "../evidence/evidence.ts";
import { gateVerdict, type GateVerdict } from "../gates/gateVerdict.ts";
import type { CheckNode, Outcome } from "../graph/graph.ts";
import { edgeFor, nodeOf } from "../graph/walk.ts";
import { attemptAt, failingInTurn, saidBefore } from "./attempts.ts";
import type { Effect } from "./effect.ts";
import { currentVisit, isHeld } from "./facts.ts";
import { evidenceHere, unexpired } from "./findings.ts";
import { leave } from "./leave.ts";
import type { RunState } from "./state.ts";

/**
 * Collects what this visit has not yet collected, then judges. Evidence of an earlier visit does not count. A node that
 * waits measures again what may be otherwise by now; it is left once every check is settled, and for a failure only where an edge leads on from it.
 */
export function atCheck(state: RunState, node: CheckNode, now: number): Effect {
  const inTurn = failingInTurn(state, node);
  if (inTurn !== undefined) return leave(node, "circular", inTurn);
  const own = evidenceHere(state, node);
  const standing = node.waits === true ? own.filter((one) => (one.recheckAt ?? Infinity) > now) : own;
  const checks = node.checks.filter((check) => standing.every((one) => one.check !== check.id));
  if (checks.length > 0) {
    const visit = currentVisit(state);
    return { type: "evaluate-checks", node: node.id, visit, rechecks: state.rechecks, checks };
  }
  const found = gateVerdict(node.checks, unexpired(own, now));
  if (node.waits !== true) return leave(node, found.verdict, found.message);
  return settles(state, node, found) ? settled(state, node, { found, own, now }) : waiting(node, "checks", own, now);
}

/** An attempt to mend is settled by nothing but a word: whatever was measured, somebody says what was tried. */
function settles(state: RunState, node: CheckNode, { verdict, open }: GateVerdict): boolean {
  if (verdict === "pass") return node.mends === undefined || attemptAt(state, node) !== undefined;
  return verdict === "fail" && open === 0 && edgeFor(state.graph, node.id, "fail") !== undefined;
}

interface Settled {
  readonly found: GateVerdict;
  readonly own: readonly Evidence[];
  readonly now: number;
}

/** A paused run stays at its list instead of behind it: words may run out before it goes on. */
function settled(state: RunState, node: CheckNode, { found, own, now }: Settled): Effect {
  const circle = found.verdict === "pass" ? saidBefore(state, node) : undefined;
  const outcome: Outcome = circle === undefined ? found.verdict : "circular";
  const target = nodeOf(state.graph, edgeFor(state.graph, node.id, outcome)?.to);
  if (state.paused && target !== undefined && isHeld(state, target)) return waiting(node, "paused", own, now);
  return leave(node, outcome, circle ?? found.message);
}

function waiting(node: CheckNode, reason: "checks" | "paused", own: readonly Evidence[], now: number): Effect {
  return { type: "wait", node: node.id, reason, until: nextExpiry(own, now) };
}

/** When the next word runs out or something is to be measured again, which changes what counts. */
function nextExpiry(found: readonly Evidence[], now: number): number | undefined {
  const times = found
    .flatMap((one) => [one.attested?.expiresAt ?? [], one.recheckAt ?? []].flat())
    .filter((time) => time > now);
  return times.length === 0 ? undefined : Math.min(...times);
}
