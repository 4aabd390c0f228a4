import type { Band } from "../band.ts";
import type { Box, Point } from "../geometry.ts";

/** A container with all that is in it, in pixels from its own top left corner. */
export interface Placed {
  readonly width: number;
  readonly height: number;
  /** Nodes however deep. */
  readonly nodes: ReadonlyMap<number, { readonly middle: Point; readonly band: Band }>;
  /** Containers within it, however deep. */
  readonly boxes: ReadonlyMap<number, Box>;
  /** Edges that stay within it. */
  readonly edges: ReadonlyMap<number, EdgeWay>;
  /** Edges that lead out of it, by `portalKey`: from the node to the border, or from the border to the node. */
  readonly leads: ReadonlyMap<string, readonly Point[]>;
}

export interface EdgeWay {
  readonly way: readonly Point[];
  readonly label?: Point;
}

export function portalKey(edge: number, end: "from" | "to"): string {
  return `${edge} ${end}`;
}

/** The same, seen from where this container's corner stands. */
export function moved(placed: Placed, { x: dx, y: dy }: Point): Placed {
  const move = <T extends Point>(point: T): T => ({ ...point, x: point.x + dx, y: point.y + dy });
  return {
    ...placed,
    nodes: mapped(placed.nodes, ({ middle, band: { top, bottom } }) => ({
      middle: move(middle),
      band: { top: top + dy, bottom: bottom + dy },
    })),
    boxes: mapped(placed.boxes, move),
    edges: mapped(placed.edges, ({ way, label }) => ({ way: way.map(move), ...(label && { label: move(label) }) })),
    leads: mapped(placed.leads, (way) => way.map(move)),
  };
}

function mapped<K, V>(map: ReadonlyMap<K, V>, change: (value: V) => V): ReadonlyMap<K, V> {
  return new Map(Array.from(map, ([key, value]) => [key, change(value)]));
}
