import { around, type Box, overlap, type Point } from "../../picture/geometry.ts";
import type { EdgeLayout, Layout, TextBox } from "../../picture/layout.ts";

/** What of a picture touches a rectangle: ids of nodes and groups, places of edges, in the order of the graph. */
export interface Sight {
  readonly nodes: readonly string[];
  readonly edges: readonly number[];
  readonly groups: readonly string[];
}

/** A layout made ready for what is asked of it many times. Ids come from outside, so they are keys of maps. */
export interface Placed {
  readonly width: number;
  readonly height: number;
  readonly nodes: ReadonlyMap<string, TextBox>;
  /** Larger ones first, so that those within them stay in sight. */
  readonly groups: ReadonlyMap<string, Box>;
  readonly edges: readonly EdgeLayout[];
  /** What each edge takes with its label; nothing for one that is not drawn. */
  readonly bounds: readonly (Box | undefined)[];
}

export function placed({ width, height, nodes, groups, edges }: Layout): Placed {
  return {
    width,
    height,
    nodes: new Map(Object.entries(nodes)),
    groups: new Map(Object.entries(groups).toSorted(([, a], [, b]) => b.width * b.height - a.width * a.height)),
    edges,
    bounds: edges.map(boundsOf),
  };
}

/** A look at every box is well under a millisecond for ten thousand: nothing cleverer pays. */
export function sight({ nodes, groups, bounds }: Placed, within: Box): Sight {
  return {
    nodes: touching(nodes, within),
    groups: touching(groups, within),
    edges: bounds.flatMap((box, index) => (box !== undefined && overlap(box, within) ? [index] : [])),
  };
}

/** The node at a point of the picture. */
export function nodeAt({ nodes }: Placed, point: Point): string | undefined {
  for (const [id, box] of nodes) if (contains(box, point)) return id;
  return undefined;
}

/** The rectangle with this part of its size added on each side. */
export function widened(rect: Box, part: number): Box {
  const [dx, dy] = [rect.width * part, rect.height * part];
  return { x: rect.x - dx, y: rect.y - dy, width: rect.width + 2 * dx, height: rect.height + 2 * dy };
}

function touching(boxes: ReadonlyMap<string, Box>, within: Box): readonly string[] {
  const ids: string[] = [];
  for (const [id, box] of boxes) if (overlap(box, within)) ids.push(id);
  return ids;
}

function contains(box: Box, { x, y }: Point): boolean {
  return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
}

/** A straight line has no area, so each of its points counts as a small box. */
function boundsOf({ points, label }: EdgeLayout): Box | undefined {
  const dots: Box[] = points.map(({ x, y }) => ({ x: x - 1, y: y - 1, width: 2, height: 2 }));
  return around(label === undefined ? dots : [...dots, label]);
}
