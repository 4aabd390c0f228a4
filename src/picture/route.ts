import { type Band, bandsOf } from "./bands.ts";
import type { Box, Point } from "./geometry.ts";
import { portsOf } from "./ports.ts";
import type { Placement, Sketch } from "./sketch.ts";

/**
 * The points of every edge, parallel to the sketch's. An edge leaves its node straight down (up where it leads back),
 * passes each rank straight between the nodes there, and turns only in the gaps: so it crosses no node.
 */
export function routeEdges(sketch: Sketch, placement: Placement, boxes: readonly Box[]): readonly (readonly Point[])[] {
  const bands = bandsOf(sketch, placement);
  const ports = portsOf(sketch, placement, boxes);
  return placement.edges.map(({ way }, place) => {
    const port = ports[place];
    if (port === undefined) return [];
    const [start, end] = port;
    const down = end.y > start.y;
    const first = across(bands.ofNode(start.node), start.x, down);
    const last = across(bands.ofNode(end.node), end.x, down);
    return simple([
      { x: start.x, y: start.y },
      ...first.slice(1),
      ...way.flatMap((point) => across(bands.at(point.y), point.x, down)),
      ...last.slice(0, 1),
      { x: end.x, y: end.y },
    ]);
  });
}

/** Through a rank from one side to the other. */
function across({ top, bottom }: Band, x: number, down: boolean): readonly Point[] {
  const points = [
    { x, y: top },
    { x, y: bottom },
  ];
  return down ? points : points.toReversed();
}

/** Without points that stand on the line between their neighbours. */
function simple(points: readonly Point[]): readonly Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    while (kept.length > 0 && isIdle(kept.at(-2), kept.at(-1), point)) kept.pop();
    kept.push(point);
  }
  return kept;
}

function isIdle(before: Point | undefined, point: Point | undefined, after: Point): boolean {
  if (point === undefined) return false;
  if (point.x === after.x && point.y === after.y) return true;
  if (before === undefined) return false;
  const turn = (point.x - before.x) * (after.y - before.y) - (point.y - before.y) * (after.x - before.x);
  return Math.abs(turn) < 0.01;
}
