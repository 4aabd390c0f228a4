import type { Box, Point } from "./geometry.ts";
import { borderAt } from "./shape.ts";
import type { Placement, Sketch } from "./sketch.ts";

/** Widest gap between two edges at the same side of a node, in pixels, and the part of the side that they may take. */
const GAP = 28;
const PART = 0.62;

/** Where an edge meets its node. */
export interface Port extends Point {
  readonly node: number;
}

interface End {
  readonly edge: number;
  readonly node: number;
  /** Top or bottom of the node. */
  readonly side: -1 | 1;
  /** Where the edge goes from here. */
  readonly towards: number;
}

/**
 * Where every edge leaves and meets its nodes, parallel to the sketch's edges. Edges at the same side of a node stand
 * beside each other in the order of where they go, so that they do not cross at once.
 */
export function portsOf(
  sketch: Sketch,
  placement: Placement,
  boxes: readonly Box[],
): readonly (readonly [start: Port, end: Port] | undefined)[] {
  const ends = sketch.edges.map((_, edge) => endsOf(sketch, placement, edge));
  const places = spread(ends.flat(), boxes);
  return ends.map(([first, last]) => [portOf(first), portOf(last)]);

  function portOf(end: End): Port {
    const box = boxes[end.node] ?? { x: 0, y: 0, width: 0, height: 0 };
    const kind = sketch.nodes[end.node]?.kind ?? "check";
    return { node: end.node, ...borderAt(kind, box, places.get(end) ?? 0, end.side) };
  }
}

function endsOf({ edges }: Sketch, placement: Placement, edge: number): readonly [End, End] {
  const { from, to } = edges[edge] ?? { from: 0, to: 0 };
  const { way } = placement.edges[edge] ?? { way: [] };
  const [start, goal] = [placement.nodes[from], placement.nodes[to]];
  const side = (goal?.y ?? 0) > (start?.y ?? 0) ? 1 : -1;
  return [
    { edge, node: from, side, towards: (way[0] ?? goal)?.x ?? 0 },
    { edge, node: to, side: side === 1 ? -1 : 1, towards: (way.at(-1) ?? start)?.x ?? 0 },
  ];
}

/** A place across for every end. */
function spread(ends: readonly End[], boxes: readonly Box[]): ReadonlyMap<End, number> {
  const places = new Map<End, number>();
  for (const group of Map.groupBy(ends, ({ node, side }) => node * 2 + (side === 1 ? 1 : 0)).values()) {
    const sorted = group.toSorted((one, other) => one.towards - other.towards || one.edge - other.edge);
    const { x, width } = boxes[group[0]?.node ?? 0] ?? { x: 0, width: 0 };
    const gap = Math.min(GAP, (width * PART) / Math.max(1, sorted.length - 1));
    for (const [index, end] of sorted.entries()) {
      places.set(end, x + width / 2 + (index - (sorted.length - 1) / 2) * gap);
    }
  }
  return places;
}
