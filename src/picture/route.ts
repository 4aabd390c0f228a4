import type { Box, Point } from "./geometry.ts";
import { type Port, portsOf } from "./ports.ts";
import type { Placement, Sketch } from "./sketch.ts";

/** How far from a straight line a point may be and still stand on it, in pixels. */
const SLACK = 0.05;

/**
 * The points of every edge, parallel to the sketch's. An edge leaves its node straight down (up where it leads back)
 * to where the layer ends, and turns only in the gaps between layers: so it crosses no node.
 */
export function routeEdges(sketch: Sketch, placement: Placement, boxes: readonly Box[]): readonly (readonly Point[])[] {
  const ports = portsOf(sketch, placement, boxes);
  return placement.edges.map(({ way }, place) => {
    const port = ports[place];
    if (port === undefined) return [];
    const [start, end] = port;
    return simple([point(start), edgeOfLayer(placement, start), ...way, edgeOfLayer(placement, end), point(end)]);
  });
}

function point({ x, y }: Port): Point {
  return { x, y };
}

/** Beyond the port, where the node's layer ends. */
function edgeOfLayer({ bands }: Placement, { node, side, x, y }: Port): Point {
  const { top, bottom } = bands[node] ?? { top: y, bottom: y };
  return { x, y: side === 1 ? Math.max(y, bottom) : Math.min(y, top) };
}

/** Without points that stand on the line between their neighbours. */
function simple(points: readonly Point[]): readonly Point[] {
  const kept: Point[] = [];
  for (const next of points) {
    while (kept.length > 0 && isIdle(kept.at(-2), kept.at(-1), next)) kept.pop();
    kept.push(next);
  }
  return kept;
}

function isIdle(before: Point | undefined, at: Point | undefined, after: Point): boolean {
  if (at === undefined) return false;
  if (at.x === after.x && at.y === after.y) return true;
  if (before === undefined) return false;
  const turn = (at.x - before.x) * (after.y - before.y) - (at.y - before.y) * (after.x - before.x);
  const on = (at.x - before.x) * (after.x - at.x) + (at.y - before.y) * (after.y - at.y) >= 0;
  return on && Math.abs(turn) <= SLACK * Math.hypot(after.x - before.x, after.y - before.y);
}
