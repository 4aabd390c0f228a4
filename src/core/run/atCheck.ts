import { gateVerdict } from "../gates/gateVerdict.ts";
import type { CheckNode } from "../graph/graph.ts";
import type { Effect } from "./effect.ts";
import { currentVisit } from "./facts.ts";
import { leave } from "./leave.ts";
import type { RunState } from "./state.ts";

/** Collects what this visit has not yet collected, then judges. Evidence of an earlier visit does not count. */
export function atCheck(state: RunState, node: CheckNode): Effect {
  const visit = currentVisit(state);
  const own = state.evidence.filter((one) => one.node === node.id && one.visit === visit).map((one) => one.evidence);
  const checks = node.checks.filter((check) => own.every((one) => one.check !== check.id));
  if (checks.length > 0) return { type: "evaluate-checks", node: node.id, visit, checks };
  const { verdict, message } = gateVerdict(node.checks, own);
  return leave(node, verdict, message);
}
