import type { Edge, Graph, GraphNode, Outcome } from "../../core/graph/graph.ts";
import type { PictureGraph, PictureNode } from "../../protocol/picture.ts";
import { isGood } from "./isGood.ts";

const WORDS: Readonly<Record<Outcome, string>> = {
  fail: "fails",
  inconclusive: "not clear",
  circular: "tried before",
  voided: "approval void",
  deadline: "too late",
};

/** A graph as it is drawn. Nodes and edges keep their order, so that whoever lays it out always gets one picture. */
export function pictureOf(graph: Graph): PictureGraph {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  return {
    title: graph.title,
    start: graph.start,
    nodes: graph.nodes.map(pictureNode),
    edges: graph.edges.map((edge) => {
      const { from, to, when } = edge;
      return { from, to, when, label: labelOf(edge, nodes.get(from)) };
    }),
    groups: (graph.groups ?? []).map(({ id, label, nodes: members }) => ({ id, label, nodes: [...members] })),
  };
}

function pictureNode({ id, kind, label, back }: GraphNode): PictureNode {
  return { id, kind, label, ...(back === undefined ? {} : { back }) };
}

/** The edge's own words, else the answer that opens it, else the outcome; that all went well, the arrow alone tells. */
function labelOf({ label, when }: Edge, from: GraphNode | undefined): string {
  if (label !== undefined) return label;
  if (from?.kind === "decision") return from.options.find((option) => option.id === when)?.label ?? when;
  return isGood(when) ? "" : (WORDS[when] ?? when);
}
