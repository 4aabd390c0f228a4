import type { PictureGraph } from "../protocol/picture.ts";
import type { Layout } from "./layout.ts";
import type { Marks } from "./marks.ts";
import type { Palette } from "./palette.ts";
import { svgEdges } from "./svgEdges.ts";
import { svgGroups, svgGroupTitles } from "./svgGroups.ts";
import { svgNodes } from "./svgNodes.ts";
import { FONT_SIZE } from "./textWidth.ts";
import { element, xmlText } from "./xml.ts";

/**
 * A picture as a whole SVG document: valid and inert whatever the labels hold. It has no script, no link and no style
 * sheet, so it may stand under the strictest content policy. `description` is for those who do not see it.
 */
export function svgOf(
  graph: PictureGraph,
  layout: Layout,
  palette: Palette,
  marks?: Marks,
  description = descriptionOf(graph),
): string {
  const [width, height] = [Math.ceil(layout.width), Math.ceil(layout.height)];
  const content = [
    element("title", { id: "picture-title" }, xmlText(graph.title) || "Graph"),
    element("desc", { id: "picture-desc" }, xmlText(description)),
    element("defs", {}, arrow("arrow", palette.edge) + arrow("arrow-taken", palette.accent)),
    element("rect", { width, height, fill: palette.background }),
    svgGroups(graph, layout, palette),
    svgEdges(graph, layout, palette, marks),
    svgGroupTitles(graph, layout, palette),
    svgNodes(graph, layout, palette, marks),
  ].filter((part) => part !== "");
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "aria-labelledby": "picture-title picture-desc",
    "font-family": palette.font,
    "font-size": FONT_SIZE,
  };
  return `${element("svg", attributes, `\n${content.join("\n")}\n`)}\n`;
}

function descriptionOf({ nodes, edges, start }: PictureGraph): string {
  const first = nodes.find(({ id }) => id === start)?.label;
  const begins = first === undefined ? "" : ` It begins at: ${first}.`;
  return `A graph of ${counted(nodes.length, "node")} and ${counted(edges.length, "edge")}.${begins}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

function arrow(id: string, fill: string): string {
  const size = { viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: 8, markerHeight: 8 };
  const shape = element("path", { d: "M0 1L10 5L0 9Z", fill });
  return element("marker", { id, ...size, markerUnits: "userSpaceOnUse", orient: "auto" }, shape);
}
