import type { Box, Point } from "./geometry.ts";
import { spacedOut } from "./layered/isotonic.ts";
import { borderAt } from "./shape.ts";
import type { Placement, Sketch } from "./sketch.ts";

/** Widest and closest gap between two edges at the same side of a node, in pixels. */
const GAP = 28;
const CLOSE = 12;

/** The part of a side that edges may take. */
const PART = 0.62;

/** How much more a port counts that an edge can leave straight. */
const STRAIGHT = 100_000;

/** Where an edge meets its node. */
export interface Port extends Point {
  readonly node: number;
  readonly side: -1 | 1;
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
    return { node: end.node, side: end.side, ...borderAt(kind, box, places.get(end) ?? 0, end.side) };
  }
}

function endsOf({ edges }: Sketch, placement: Placement, edge: number): readonly [End, End] {
  const { from, to } = edges[edge] ?? { from: 0, to: 0 };
  const { way } = placement.edges[edge] ?? { way: [] };
  const none = { x: 0, y: 0 };
  const [start, goal] = [placement.nodes[from] ?? none, placement.nodes[to] ?? none];
  const [first, last] = [way[0] ?? goal, way.at(-1) ?? start];
  return [
    { edge, node: from, side: first.y > start.y ? 1 : -1, towards: first.x },
    { edge, node: to, side: last.y > goal.y ? 1 : -1, towards: last.x },
  ];
}

/** A place across for every end: straight below where it goes if that is still at the node, else as near as may be. */
function spread(ends: readonly End[], boxes: readonly Box[]): ReadonlyMap<End, number> {
  const places = new Map<End, number>();
  for (const group of Map.groupBy(ends, ({ node, side }) => node * 2 + (side === 1 ? 1 : 0)).values()) {
    const sorted = group.toSorted((one, other) => one.towards - other.towards || one.edge - other.edge);
    const { x, width } = boxes[group[0]?.node ?? 0] ?? { x: 0, width: 0 };
    const [middle, reach] = [x + width / 2, (width * PART) / 2];
    const gaps = Math.max(1, sorted.length - 1);
    // Close enough that the outermost may still stand in the middle, unless that is too close.
    const gap = Math.min(GAP, (2 * reach) / gaps, Math.max(reach / gaps, CLOSE));
    const wishes = sorted.map(({ towards }) => {
      const off = towards - middle;
      return Math.abs(off) <= reach ? { at: towards, weight: STRAIGHT } : { at: middle, weight: 1 };
    });
    const spaced = spacedOut(wishes, () => gap);
    for (const [index, end] of sorted.entries()) {
      // Whoever stands before or behind needs room at the node, too.
      const [least, most] = [middle - reach + index * gap, middle + reach - (sorted.length - 1 - index) * gap];
      places.set(end, Math.min(most, Math.max(least, spaced[index] ?? middle)));
    }
  }
  return places;
}
