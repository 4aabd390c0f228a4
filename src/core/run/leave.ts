import type { GraphNode, Outcome } from "../graph/graph.ts";
import type { Effect } from "./effect.ts";
import type { RunEvent } from "./event.ts";

/** A fact that follows from the state alone. */
export function appended(event: RunEvent): Effect {
  return { type: "append", events: [event] };
}

/** The run is done with this node. `message` is a sentence. */
export function leave(node: GraphNode, outcome: Outcome, message: string): Effect {
  return appended({ type: "node-left", node: node.id, outcome, message });
}
