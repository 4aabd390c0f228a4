import type { Graph } from "../../core/graph/graph.ts";
import { surroundingsIn } from "./infer/surroundings.ts";
import { parseFlowchart } from "./read/parseFlowchart.ts";
import { type Names, namesFor } from "./write/names.ts";
import { edgeNote, headNote, nodeNote } from "./write/notes.ts";
import { type Picture, pictureOf } from "./write/picture.ts";

/**
 * The graph as a Mermaid flowchart. What a picture cannot tell stands in comments `%% tidegate: {…}`, and only that:
 * whoever changes the picture changes the graph. `loadFlowchart` makes the same graph of it again.
 */
export function writeMermaid(graph: Graph): string {
  const names = namesFor(graph);
  const picture = pictureOf(graph, names);
  const flowchart = parseFlowchart(textOf(picture));
  const aroundOf = surroundingsIn(flowchart);
  const notes = graph.nodes.map((node, index) => {
    const name = names.nodes[index] ?? "";
    const vertex = flowchart.vertices.get(name);
    return vertex === undefined ? {} : nodeNote(flowchart, vertex, aroundOf(name), node);
  });
  const ids = new Map(graph.nodes.map((node, index) => [names.nodes[index] ?? "", node.id]));
  return textOf({
    head: [...picture.head, comment({ graph: headNote(flowchart, graph, (name) => ids.get(name)) })],
    nodes: [...notes.flatMap((body, index) => about(names.nodes[index], body)), ...missing(names), ...picture.nodes],
    groups: picture.groups,
    arrows: arrowsWithNotes(graph, picture, flowchart),
  });
}

function textOf({ head, nodes, groups, arrows }: Picture): string {
  return `${[...head, ...nodes, ...groups, ...arrows].join("\n")}\n`;
}

function about(node: string | undefined, body: object): string[] {
  return Object.keys(body).length === 0 ? [] : [comment({ node, ...body })];
}

function missing(names: Names): string[] {
  return [...names.missing].map(([id, node]) => comment({ node, ...(id === node ? {} : { id }), missing: true }));
}

function arrowsWithNotes(graph: Graph, picture: Picture, flowchart: ReturnType<typeof parseFlowchart>): string[] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node] as const).toReversed());
  return graph.edges.flatMap((edge, index) => {
    const arrow = flowchart.arrows[index];
    const body = arrow === undefined ? {} : edgeNote(flowchart, arrow, nodes.get(edge.from), edge);
    const note = Object.keys(body).length === 0 ? [] : [comment({ edge: body })];
    return [...note, picture.arrows[index] ?? ""];
  });
}

/** JSON on one line in which nothing steers a terminal or turns what stands behind it. */
function comment(body: object): string {
  const text = JSON.stringify(body).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (found) =>
    Array.from(
      { length: found.length },
      (_unit, at) => `\\u${found.charCodeAt(at).toString(16).padStart(4, "0")}`,
    ).join(""),
  );
  return `  %% tidegate: ${text}`;
}
