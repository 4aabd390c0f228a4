import type { PictureGraph } from "../protocol/picture.ts";
import { edgePath } from "./edgePath.ts";
import { middleOf } from "./geometry.ts";
import type { EdgeLayout, Layout } from "./layout.ts";
import type { Marks } from "./marks.ts";
import type { Palette } from "./palette.ts";
import { svgLines } from "./svgText.ts";
import { element } from "./xml.ts";

/** All edges, those that were taken last and so on top, then what stands beside them. */
export function svgEdges(graph: PictureGraph, { edges }: Layout, palette: Palette, marks?: Marks): string {
  const order = [...edges.keys()].filter((edge) => (edges[edge]?.points.length ?? 0) > 1);
  const taken = (edge: number) => marks?.taken?.has(edge) === true;
  const drawn = [
    ...once(
      edges,
      order.filter((edge) => !taken(edge)),
    ),
    ...once(edges, order.filter(taken)),
  ];
  const dimmed = (edge: number) => isDimmed(graph, edge, marks) && !taken(edge);
  return [
    ...drawn.map((edge) => line(edges[edge], palette, taken(edge), dimmed(edge))),
    ...drawn.map((edge) => labelOf(edges[edge], palette, taken(edge), dimmed(edge))),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** Several edges may be one line: two of them on each other look too bold. The one with the label stands for all. */
function once(edges: readonly EdgeLayout[], places: readonly number[]): readonly number[] {
  const lines = new Map<string, number>();
  for (const place of places) {
    const path = edgePath(edges[place]?.points ?? []);
    if (!lines.has(path)) lines.set(path, place);
  }
  return [...lines.values()];
}

/** An edge between nodes that the run went without is without it, too. */
function isDimmed({ edges }: PictureGraph, edge: number, marks?: Marks): boolean {
  const { from, to } = edges[edge] ?? {};
  return [from, to].some(
    (id) =>
      id !== undefined && marks !== undefined && Object.hasOwn(marks.nodes, id) && marks.nodes[id]?.state === "skipped",
  );
}

function line(edge: EdgeLayout | undefined, palette: Palette, taken: boolean, dimmed: boolean): string {
  return element("path", {
    d: edgePath(edge?.points ?? []),
    fill: "none",
    stroke: taken ? palette.accent : palette.edge,
    "stroke-width": taken ? 2 : 1.3,
    opacity: dimmed ? 0.45 : undefined,
    "marker-end": `url(#${taken ? "arrow-taken" : "arrow"})`,
  });
}

function labelOf(edge: EdgeLayout | undefined, palette: Palette, taken: boolean, dimmed: boolean): string {
  if (edge?.label === undefined) return "";
  const { lines, ...box } = edge.label;
  const behind = element("rect", { ...box, rx: 3, fill: palette.background });
  const text = svgLines(lines, middleOf(box), taken ? palette.accent : palette.muted);
  return element("g", { "font-size": 12, opacity: dimmed ? 0.6 : undefined }, behind + text);
}
