import { type Box, overlap } from "../../picture/geometry.ts";
import { plainText } from "../../picture/plainText.ts";
import type { NodeKind } from "../../protocol/picture.ts";
import { FONT_SIZE, LINE_HEIGHT, textWidth } from "../../picture/textWidth.ts";
import { shortened, wrapLabel } from "../../picture/wrap.ts";

/** A label in letters that stay legible at a small scale: its shape grows with it, as far as there is room. */
export interface BriefLabel {
  /** The node's box, grown so far that the letters stand in it. */
  readonly box: Box;
  readonly lines: readonly string[];
  /** Of the letters and from line to line, in the picture's units. */
  readonly size: number;
  readonly lineHeight: number;
}

interface Labelled {
  readonly kind: NodeKind;
  readonly label: string;
}

/** Letters smaller than this are not read. Pixels on the screen. */
const LEGIBLE = 9.5;
/** Further than this part of its own width a label does not reach out on either side. */
const REACH = 0.6;
/** Widths of text are estimated rather too large. */
const GENEROUS = 1.12;
/** As many letters have room beside even the narrowest shape, where nothing else is there. */
const LETTERS = 3;

export function briefLabel({ kind, label }: Labelled, box: Box, others: Iterable<Box>, scale: number): BriefLabel {
  const size = Math.max(FONT_SIZE, LEGIBLE / scale);
  const lineHeight = (size * LINE_HEIGHT) / FONT_SIZE - 1;
  const room = roomAround(box, others, (2 * lineHeight - box.height) / 2, size * LETTERS);
  const width = ((box.width + 2 * room.beside - size) * GENEROUS * FONT_SIZE) / size;
  const text = plainText(label);
  // A word is not parted: its beginning says more than two halves.
  const hasTwo = text.includes(" ") && box.height + 2 * room.over >= 2 * lineHeight;
  const lines = hasTwo ? wrapLabel(text, width) : [shortened(text, width)];
  const letters = { lines, size, lineHeight };
  return { box: around(kind, box, letters), ...letters };
}

/** How much wider than its letters a shape with points is, and how many lines higher. */
const POINTED: Readonly<Partial<Record<NodeKind, { readonly wide: number; readonly high: number }>>> = {
  decision: { wide: 1.35, high: 1.6 },
  approval: { wide: 1.25, high: 0.2 },
};

/** The box, and so much more on each side that the letters have some white around them. */
function around(kind: NodeKind, box: Box, { lines, size, lineHeight }: Omit<BriefLabel, "box">): Box {
  const { wide, high } = POINTED[kind] ?? { wide: 1, high: 0 };
  const wanted = (Math.max(...lines.map(textWidth)) * (size / FONT_SIZE) + size) * wide;
  const beside = Math.max(0, (wanted - box.width) / 2);
  const over = Math.max(0, (lines.length * lineHeight + size / 2 + high * lineHeight - box.height) / 2);
  return { x: box.x - beside, y: box.y - over, width: box.width + 2 * beside, height: box.height + 2 * over };
}

/**
 * What is free on both sides of a node and above and below it: half the way to its next neighbours, who may want the
 * other half. `over` is how much of the latter is wanted, `letters` what a few of them take.
 */
function roomAround(
  box: Box,
  others: Iterable<Box>,
  over: number,
  letters: number,
): { readonly beside: number; readonly over: number } {
  const wanted = Math.max(0, over);
  const reach = Math.max(box.width * REACH, letters);
  const tall = { ...box, y: box.y - 2 * wanted, height: box.height + 4 * wanted };
  let [beside, above] = [reach, wanted];
  for (const other of others) {
    if (other.x === box.x && other.y === box.y) continue;
    if (overlap(tall, other)) above = 0;
    const inRow = other.y < box.y + box.height + wanted && box.y - wanted < other.y + other.height;
    if (inRow) beside = Math.min(beside, Math.max(0, gapBeside(box, other) / 2));
  }
  return { beside, over: above };
}

function gapBeside(box: Box, other: Box): number {
  return other.x >= box.x + box.width ? other.x - box.x - box.width : Math.max(box.x - other.x - other.width, 0);
}
