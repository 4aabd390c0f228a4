import type { Graph, GraphNode } from "../../core/graph/graph.ts";
import { edgeFor, nodeOf } from "../../core/graph/walk.ts";
import type { RunState } from "../../core/run/state.ts";

/** Which step of the way a run is at. */
export interface RunProgress {
  readonly step: number;
  readonly of: number;
}

/** Outcomes that lead on, one for each kind of node. */
const GOES_WELL: Readonly<Partial<Record<GraphNode["kind"], string>>> = {
  start: "started",
  check: "pass",
  approval: "approved",
  action: "done",
  hold: "healthy",
};

/** The nodes of the way when everything goes well, start and end left out. */
export function straightWay(graph: Graph): readonly string[] {
  const way: string[] = [];
  const seen = new Set<string>();
  let node = nodeOf(graph, graph.start);
  while (node !== undefined && !seen.has(node.id)) {
    seen.add(node.id);
    if (node.kind !== "start" && node.kind !== "end") way.push(node.id);
    const outcome = GOES_WELL[node.kind];
    node = outcome === undefined ? undefined : nodeOf(graph, edgeFor(graph, node.id, outcome)?.to);
  }
  return way;
}

/** Where a run is on its straight way; undefined once it has left that way or ended. */
export function progressOf({ graph, node }: RunState): RunProgress | undefined {
  const way = straightWay(graph);
  const index = node === undefined ? -1 : way.indexOf(node);
  return index < 0 ? undefined : { step: index + 1, of: way.length };
}

/** Whether the run is at a node of the way back. */
export function isGoingBack({ graph, node }: RunState): boolean {
  return nodeOf(graph, node)?.back === true;
}
