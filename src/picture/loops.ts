import type { Box, Point } from "./geometry.ts";
import { LOOP } from "./sketch.ts";

/** An edge from a node to itself: out at the right, a few steps further for each one before it. */
export function loopPoints(box: Box, before: number): readonly Point[] {
  const right = box.x + box.width;
  const [low, high] = [box.y + box.height * 0.62, box.y + box.height * 0.38];
  const out = right + before + LOOP - 8;
  return [
    { x: right, y: low },
    { x: out, y: low },
    { x: out, y: high },
    { x: right, y: high },
  ];
}
