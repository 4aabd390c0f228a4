import type { Graph, GraphNode, Outcome } from "./graph.ts";
import { edgeFor, nodeOf } from "./walk.ts";

/** How each kind of node ends when all goes well. A decision and an end lead no further. */
const GOOD: Readonly<Partial<Record<GraphNode["kind"], Outcome>>> = {
  start: "started",
  check: "pass",
  approval: "approved",
  action: "done",
  hold: "healthy",
};

/** The steps from here when all goes well: what "step 4 of 7" counts. Start and end are no steps. */
export function mainPath(graph: Graph, from: string = graph.start): readonly GraphNode[] {
  const path: GraphNode[] = [];
  let node = nodeOf(graph, from);
  while (node !== undefined && !path.includes(node)) {
    path.push(node);
    const good = GOOD[node.kind];
    node = good === undefined ? undefined : nodeOf(graph, edgeFor(graph, node.id, good)?.to);
  }
  return path.filter((one) => one.kind !== "start" && one.kind !== "end");
}
