import type { Edge, Graph, GraphNode, Outcome } from "./graph.ts";

/** Nodes by id, and edges by the node they leave and the outcome that opens them. */
export interface GraphIndex {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly edges: ReadonlyMap<string, ReadonlyMap<Outcome, Edge>>;
}

const INDEXES = new WeakMap<Graph, GraphIndex>();

/** Made once for each graph, which nobody changes. Where an id or an outcome stands twice, the first one counts. */
export function graphIndex(graph: Graph): GraphIndex {
  const known = INDEXES.get(graph);
  if (known !== undefined) return known;
  const made = { nodes: nodesOf(graph), edges: edgesOf(graph) };
  INDEXES.set(graph, made);
  return made;
}

function nodesOf(graph: Graph): GraphIndex["nodes"] {
  const nodes = new Map<string, GraphNode>();
  for (const node of graph.nodes) if (!nodes.has(node.id)) nodes.set(node.id, node);
  return nodes;
}

function edgesOf(graph: Graph): GraphIndex["edges"] {
  const edges = new Map<string, Map<Outcome, Edge>>();
  for (const edge of graph.edges) {
    const own = edges.get(edge.from) ?? new Map<Outcome, Edge>();
    if (!own.has(edge.when)) own.set(edge.when, edge);
    edges.set(edge.from, own);
  }
  return edges;
}
