import { type Box, holds, overlap } from "../../picture/geometry.ts";

/** From this scale on, labels can be read as they are drawn, within their shapes. */
export const READABLE = 0.62;

export type Side = "right" | "left" | "above" | "below";

const SIDES: readonly Side[] = ["right", "left", "below", "above"];
/** Off the node's ring and mark; where labels reach out of their shapes, off those as well. Pixels. */
const OFF = { beside: 14, over: 22, besideLabel: 38 } as const;
/** What a note of three lines takes at most. Pixels. */
export const CALLOUT = { width: 250, height: 68 } as const;

/** A note that is cut off is worse than one that covers so many nodes. */
const CUT_OFF = 100;

/**
 * On which side of its node a note can be read whole within what is `seen`, and covers the fewest other nodes. Sizes of
 * the note are in pixels at this scale.
 */
export function calloutSide(node: Box, others: Iterable<Box>, scale: number, seen?: Box): Side {
  const places = SIDES.map((side) => {
    const box = noteAt(side, node, scale);
    return { side, box, covered: seen === undefined || holds(seen, box) ? 0 : CUT_OFF };
  });
  for (const other of others) for (const place of places) if (overlap(place.box, other)) place.covered += 1;
  return places.toSorted((a, b) => a.covered - b.covered)[0]?.side ?? "right";
}

/** The point of the node's surroundings from which the note reaches away, in the picture's units. */
export function calloutPoint(side: Side, { x, y, width, height }: Box, scale: number): { x: number; y: number } {
  const middle = { x: x + width / 2, y: y + height / 2 };
  const beside = (scale < READABLE ? OFF.besideLabel : OFF.beside) / scale;
  if (side === "right") return { x: x + width + beside, y: middle.y };
  if (side === "left") return { x: x - beside, y: middle.y };
  return { x: middle.x, y: side === "below" ? y + height + OFF.over / scale : y - OFF.over / scale };
}

function noteAt(side: Side, node: Box, scale: number): Box {
  const [width, height] = [CALLOUT.width / scale, CALLOUT.height / scale];
  const { x, y } = calloutPoint(side, node, scale);
  const left = { right: x, left: x - width, above: x - width / 2, below: x - width / 2 }[side];
  const top = { right: y - height / 2, left: y - height / 2, above: y - height, below: y }[side];
  return { x: left, y: top, width, height };
}
