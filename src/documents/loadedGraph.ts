import type { Graph } from "../core/graph/graph.ts";
import type { GraphProblem } from "../core/graph/graphProblem.ts";
import { validateGraph } from "../core/graph/validate.ts";
import type { Place } from "./place.ts";

/** What is wrong with a document's graph, at its place: what it is, and what to do about it. */
export interface LoadProblem extends Place {
  /** Stable: a reason of the reader, or one of `validateGraph`. */
  readonly reason: string;
  readonly message: string;
  readonly node?: string;
}

/** A graph from a document. It is drawn whole whatever its problems; only one without any can be walked. */
export interface LoadedGraph {
  readonly graph: Graph;
  /** In the order of the document. */
  readonly problems: readonly LoadProblem[];
  /** Where each node stands in the document, by its id. */
  readonly places: ReadonlyMap<string, Place>;
}

/** Where the parts of a graph came from. */
export interface GraphOrigin {
  readonly nodes: ReadonlyMap<string, Place>;
  /** Of ids that were given before: where they are given again. */
  readonly again?: ReadonlyMap<string, Place>;
  /** Parallel to the graph's edges. */
  readonly edges: readonly (Place | undefined)[];
  /** The place of whatever has no other. */
  readonly whole: Place;
  /** How this kind of document says what keeps a cycle from going on without end. */
  readonly limitHint?: (node: string) => string;
}

/** A graph that was read, with what the reader found and what keeps it from being walked. */
export function loaded(graph: Graph, found: readonly LoadProblem[], origin: GraphOrigin): LoadedGraph {
  const broken = validateGraph(graph).map((problem) => placed(problem, origin));
  const problems = [...found, ...broken].toSorted((a, b) => a.line - b.line || a.column - b.column);
  return { graph, problems, places: origin.nodes };
}

function placed({ reason, message, node, edge }: GraphProblem, origin: GraphOrigin): LoadProblem {
  const again = reason === "DuplicateNode" ? origin.again?.get(node) : undefined;
  const place =
    again ?? (edge === undefined ? undefined : origin.edges[edge]) ?? origin.nodes.get(node) ?? origin.whole;
  const hint = reason === "EndlessCycle" ? origin.limitHint?.(node) : undefined;
  return { reason, message: hint === undefined ? message : `${message} ${hint}`, node, ...place };
}
