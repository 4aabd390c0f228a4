import type { PictureGraph, PictureNode } from "../protocol/picture.ts";
import type { Box } from "./geometry.ts";
import type { Layout, TextBox } from "./layout.ts";
import { type Marks, type NodeMark, STATE_SIGNS, STATE_WORDS } from "./marks.ts";
import type { Palette } from "./palette.ts";
import { labelMiddle, outlinePath, signPath } from "./shape.ts";
import { svgLines } from "./svgText.ts";
import { textWidth } from "./textWidth.ts";
import { element, xmlText } from "./xml.ts";

/** All nodes in the graph's order. */
export function svgNodes(graph: PictureGraph, layout: Layout, palette: Palette, marks?: Marks): string {
  return graph.nodes
    .flatMap((node) => {
      if (!Object.hasOwn(layout.nodes, node.id)) return [];
      const box = layout.nodes[node.id];
      const mark = marks !== undefined && Object.hasOwn(marks.nodes, node.id) ? marks.nodes[node.id] : undefined;
      return box === undefined ? [] : [nodeOf(node, box, palette, mark)];
    })
    .join("\n");
}

function nodeOf(node: PictureNode, box: TextBox, palette: Palette, mark: NodeMark | undefined): string {
  const stroke = strokeOf(palette, mark);
  const outline = {
    d: outlinePath(node.kind, box),
    fill: palette.node,
    stroke,
    "stroke-width": isPlain(mark) ? 1.3 : 2,
  };
  const sign = signPath(node.kind, box);
  const parts = [
    element("title", {}, xmlText(spoken(node, mark))),
    mark?.state === "now" || mark?.state === "waiting" ? ringOf(node, box, stroke) : "",
    element("path", outline),
    sign === "" ? "" : element("path", { d: sign, fill: "none", stroke, "stroke-width": signWidth(node) }),
    svgLines(box.lines, labelMiddle(node.kind, box), palette.text),
    badgeOf(box, palette, stroke, mark),
  ];
  return element("g", { opacity: mark?.state === "skipped" ? 0.5 : undefined }, parts.join(""));
}

function spoken({ label, kind }: PictureNode, mark: NodeMark | undefined): string {
  const state = mark === undefined ? [] : [STATE_WORDS[mark.state], ...(mark.text === undefined ? [] : [mark.text])];
  return [label, kind, ...state].join(", ");
}

function isPlain(mark: NodeMark | undefined): boolean {
  return mark === undefined || mark.state === "ahead" || mark.state === "skipped";
}

function strokeOf(palette: Palette, mark: NodeMark | undefined): string {
  if (mark === undefined || mark.state === "ahead" || mark.state === "skipped") return palette.border;
  return mark.state === "now" ? palette.accent : palette[mark.state];
}

function signWidth({ kind }: PictureNode): number {
  return kind === "action" || kind === "hold" || kind === "check" ? 2 : 1;
}

/** The place now: a second outline around the first. */
function ringOf({ kind }: PictureNode, { x, y, width, height }: Box, stroke: string): string {
  const gap = kind === "decision" ? 7 : 5;
  const ring = { x: x - gap, y: y - gap, width: width + 2 * gap, height: height + 2 * gap };
  return element("path", { d: outlinePath(kind, ring), fill: "none", stroke, "stroke-width": 2, opacity: 0.55 });
}

/** What the state and the mark say, as a tag on the upper edge at the right. */
function badgeOf(box: Box, palette: Palette, stroke: string, mark: NodeMark | undefined): string {
  if (mark === undefined) return "";
  const text = [STATE_SIGNS[mark.state], mark.text ?? ""].filter((part) => part !== "").join(" ");
  if (text === "") return "";
  const width = Math.max(18, textWidth(text) + 10);
  const place = { x: box.x + box.width - Math.min(width, box.width) + 4, y: box.y - 9, width, height: 18 };
  const tag = element("rect", { ...place, rx: 9, fill: palette.background, stroke });
  return tag + svgLines([text], { x: place.x + width / 2, y: place.y + 9 }, stroke);
}
