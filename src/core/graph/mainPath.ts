import type { Graph, GraphNode, Outcome } from "./graph.ts";
import { edgeFor, nodeOf } from "./walk.ts";

/** How each kind of node ends when all goes well. An end leads no further. */
const GOOD: Readonly<Partial<Record<GraphNode["kind"], Outcome>>> = {
  start: "started",
  check: "pass",
  approval: "approved",
  action: "done",
  hold: "healthy",
};

/** What was chosen at decisions, by their ids. */
export type Choices = ReadonlyMap<string, Outcome>;

const NONE: Choices = new Map();

/** The steps from here when all goes well: what "step 4 of 7" counts. */
export function mainPath(graph: Graph, from: string = graph.start): readonly GraphNode[] {
  return goodWay(graph, from).filter(isStep);
}

/** Every node from here when all goes well, up to an end or to a question that nobody has answered. */
export function goodWay(graph: Graph, from: string, choices: Choices = NONE): readonly GraphNode[] {
  const way = new Set<GraphNode>();
  let node = nodeOf(graph, from);
  while (node !== undefined && !way.has(node)) {
    way.add(node);
    const good = goodOutcome(node, choices);
    node = good === undefined ? undefined : nodeOf(graph, edgeFor(graph, node.id, good)?.to);
  }
  return [...way];
}

function goodOutcome(node: GraphNode, choices: Choices): Outcome | undefined {
  if (node.kind !== "decision") return GOOD[node.kind];
  return node.follows === undefined ? choices.get(node.id) : (choices.get(node.follows) ?? GOOD.check);
}

/** Whether a node counts as a step: start and end do not, nor does a decision that answers itself. */
export function isStep(node: GraphNode): boolean {
  return node.kind === "decision" ? node.follows === undefined : node.kind !== "start" && node.kind !== "end";
}
