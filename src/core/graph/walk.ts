import { digest } from "../../base/hash.ts";
import type { Edge, Graph, GraphNode, Outcome, WorkloadRef } from "./graph.ts";
import { graphIndex } from "./graphIndex.ts";

/** The node with this id. */
export function nodeOf(graph: Graph | undefined, id: string | undefined): GraphNode | undefined {
  return id === undefined || graph === undefined ? undefined : graphIndex(graph).nodes.get(id);
}

/** The edge that a node's outcome opens. */
export function edgeFor(graph: Graph, from: string, outcome: Outcome): Edge | undefined {
  return graphIndex(graph).edges.get(from)?.get(outcome);
}

/** Ids of nodes that can be reached from these, themselves included. */
export function reachable(edges: readonly Edge[], from: Iterable<string>): ReadonlySet<string> {
  const targets = Map.groupBy(edges, (edge) => edge.from);
  const seen = new Set(from);
  for (const id of seen) for (const edge of targets.get(id) ?? []) seen.add(edge.to);
  return seen;
}

/** SHA-256 of everything the graph says: what an approval is bound to as its strategy. */
export function graphDigest(graph: Graph): string {
  return digest(graph);
}

export function sameWorkload(a: WorkloadRef, b: WorkloadRef): boolean {
  return a.kind === b.kind && a.name === b.name;
}
