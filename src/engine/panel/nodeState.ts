import type { GraphNode } from "../../core/graph/graph.ts";
import { INTERVENED } from "../../core/graph/outcomes.ts";
import type { Step } from "../../core/run/state.ts";
import type { NodeState } from "../../protocol/panel.ts";
import { isGood } from "./isGood.ts";
import type { Place } from "./place.ts";

/** Where the run stands with a node: at it, past it as it left it last, or on the way to it or not. */
export function nodeStateOf({ state, here, waits, end, steps, ahead }: Place, node: GraphNode): NodeState {
  if (node.id === here) return waits ? "waiting" : "now";
  if (node.id === end) return state.ended?.outcome === "completed" ? "passed" : "failed";
  const last = steps.get(node.id)?.at(-1);
  if (last !== undefined) return passed(node, last) ? "passed" : "failed";
  return ahead.has(node.id) ? "ahead" : "skipped";
}

const TURNED: ReadonlySet<string> = new Set(Object.values(INTERVENED));

function passed({ kind }: GraphNode, { outcome }: Step): boolean {
  return kind === "decision" ? !TURNED.has(outcome) : isGood(outcome);
}
