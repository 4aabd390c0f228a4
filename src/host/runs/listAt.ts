import type { CheckNode } from "../../core/graph/graph.ts";
import { nodeOf } from "../../core/graph/walk.ts";
import type { RunState } from "../../core/run/state.ts";

/** The list of checks that a run is at and that people work through; undefined where it is elsewhere. */
export function listAt({ graph, node: id, left }: RunState): CheckNode | undefined {
  const node = nodeOf(graph, id);
  return node?.kind === "check" && node.waits === true && left === undefined ? node : undefined;
}
