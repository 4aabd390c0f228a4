import type { Box } from "../../../../src/picture/geometry.ts";
import type { Layout } from "../../../../src/picture/layout.ts";
import { borderAt } from "../../../../src/picture/shape.ts";
import type { PictureGraph } from "../../../../src/protocol/picture.ts";

/** Places are computed with fractions: less than that is no difference. In pixels. */
export const SLACK = 0.01;

/** The box with this name, which must exist. */
export function boxOf(boxes: Readonly<Record<string, Box>>, id: string): Box {
  if (!Object.hasOwn(boxes, id)) throw new Error(`There is no box for ${JSON.stringify(id)}.`);
  return boxes[id]!;
}

/** The box with so much more on every side. */
export function grown({ x, y, width, height }: Box, by = SLACK): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

/** The box with so much less on every side. */
export function shrunk(box: Box, by = SLACK): Box {
  return grown(box, -by);
}

/** The place of the smallest group that a node stands in; -1 where it is in none. */
export function smallestGroup(graph: PictureGraph, node: string): number {
  const known = new Set(graph.nodes.map(({ id }) => id));
  const size = (index: number) => new Set(graph.groups[index]?.nodes.filter((id) => known.has(id))).size;
  const holding = graph.groups.flatMap(({ nodes }, index) => (nodes.includes(node) ? [index] : []));
  return holding.toSorted((one, other) => size(one) - size(other) || other - one)[0] ?? -1;
}

/** How far a point is from where a vertical line through it meets the node's outline. */
export function distanceToBorder(
  graph: PictureGraph,
  layout: Layout,
  id: string,
  point: { x: number; y: number } | undefined,
) {
  const kind = graph.nodes.find((node) => node.id === id)?.kind ?? "check";
  const box = boxOf(layout.nodes, id);
  if (point === undefined) return Infinity;
  return Math.min(
    ...([-1, 1] as const).map((side) => {
      const border = borderAt(kind, box, point.x, side);
      return Math.hypot(border.x - point.x, border.y - point.y);
    }),
  );
}

/** Whether a line goes through the inside of a box, by clipping it at the box's four sides. */
export function crosses(from: { x: number; y: number }, to: { x: number; y: number }, box: Box): boolean {
  let [first, last] = [0, 1];
  const sides = [
    [from.x - to.x, from.x - box.x],
    [to.x - from.x, box.x + box.width - from.x],
    [from.y - to.y, from.y - box.y],
    [to.y - from.y, box.y + box.height - from.y],
  ] as const;
  for (const [slope, room] of sides) {
    if (slope === 0 && room <= 0) return false;
    if (slope < 0) first = Math.max(first, room / slope);
    if (slope > 0) last = Math.min(last, room / slope);
  }
  return first < last;
}
