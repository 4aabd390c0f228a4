import { plainText } from "./plainText.ts";
import type { PictureGraph } from "../protocol/picture.ts";
import type { Band } from "./band.ts";
import type { Box, Point, Size } from "./geometry.ts";
import { type Measured, measureEdgeLabel, measureNode } from "./measure.ts";
import { type Nesting, nestingOf } from "./nesting.ts";

/** A graph with sizes and with places in lists for names: ids come from outside and may be anything. */
export interface Sketch extends Nesting {
  readonly nodes: readonly SketchNode[];
  /** Those between two different nodes that exist. */
  readonly edges: readonly SketchEdge[];
  readonly groups: number;
}

export interface SketchNode {
  readonly kind: PictureGraph["nodes"][number]["kind"];
  readonly id: string;
  readonly size: Measured;
  /** What is kept free for it: its size and room for edges that lead back to itself. */
  readonly cell: Size;
  readonly back: boolean;
}

export interface SketchEdge {
  /** Places in the graph's own list of edges: those with a label that lead the same way are one line. */
  readonly edges: readonly number[];
  readonly from: number;
  readonly to: number;
  readonly label?: Measured;
}

/** Where everything goes: middles of nodes, the points an edge passes between its ends, boxes of groups. */
export interface Placement {
  readonly nodes: readonly Point[];
  /** The height of each node's layer: an edge turns only beyond it. */
  readonly bands: readonly Band[];
  /** Parallel to the sketch's edges. */
  readonly edges: readonly { readonly way: readonly Point[]; readonly label?: Point }[];
  readonly groups: readonly (Box | undefined)[];
}

/** Room for an edge from a node to itself, without its label. */
export const LOOP = 26;

export function sketchOf(graph: PictureGraph): Sketch {
  const nodes = new Map<string, number>();
  const named = graph.nodes.filter(({ id }) => !nodes.has(id) && nodes.set(id, nodes.size));
  const edges = bundlesOf(graph, nodes).map(({ places, ...ends }) => {
    const label = measureEdgeLabel(places.map((place) => graph.edges[place]?.label ?? ""));
    return { edges: places, ...ends, ...(label && { label }) };
  });
  const loops = loopWidths(graph);
  return {
    nodes: named.map(({ id, kind, label, back }) => {
      const size = measureNode(kind, label);
      const cell = { width: size.width + 2 * (loops.get(id) ?? 0), height: size.height };
      return { id, kind, size, cell, back: back === true };
    }),
    edges,
    groups: graph.groups.length,
    ...nestingOf(graph.groups, nodes),
  };
}

/** What edges from a node to itself take at its right. */
function loopWidths(graph: PictureGraph): ReadonlyMap<string, number> {
  const widths = new Map<string, number>();
  for (const edge of graph.edges) {
    if (edge.from !== edge.to) continue;
    widths.set(edge.from, (widths.get(edge.from) ?? 0) + LOOP + (measureEdgeLabel([edge.label])?.width ?? 0));
  }
  return widths;
}

interface Bundle {
  readonly from: number;
  readonly to: number;
  readonly places: number[];
}

function bundlesOf(graph: PictureGraph, nodes: ReadonlyMap<string, number>): readonly Bundle[] {
  const bundles = new Map<string, Bundle>();
  for (const [place, edge] of graph.edges.entries()) {
    const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)];
    if (from === undefined || to === undefined || from === to) continue;
    const alone = plainText(edge.label) === "";
    const key = alone ? `${place}` : `${from} ${to}`;
    const known = bundles.get(key);
    if (known === undefined) bundles.set(key, { from, to, places: [place] });
    else known.places.push(place);
  }
  return [...bundles.values()];
}
