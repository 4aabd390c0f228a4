import type { Point } from "./geometry.ts";

/** Radius of the bends, in pixels. */
const BEND = 12;

/** SVG path data of an edge along its points, with round bends. */
export function edgePath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  let path = `M${at(first)}`;
  for (const [index, point] of rest.entries()) {
    const next = rest[index + 1];
    path += next === undefined ? `L${at(point)}` : bend(points[index] ?? first, point, next);
  }
  return path;
}

function bend(before: Point, corner: Point, after: Point): string {
  return `L${at(towards(corner, before))}Q${at(corner)} ${at(towards(corner, after))}`;
}

/** A point on the way, no further than half of it: the next bend needs the other half. */
function towards(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const part = length === 0 ? 0 : Math.min(BEND / length, 0.5);
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

function at({ x, y }: Point): string {
  return `${tenths(x)} ${tenths(y)}`;
}

function tenths(value: number): string {
  return String(Math.round(value * 10) / 10);
}
