import type { Size } from "../../picture/geometry.ts";
import { plainText } from "../../picture/plainText.ts";
import { FONT_SIZE } from "../../picture/textWidth.ts";
import { shortened } from "../../picture/wrap.ts";
import type { NodeKind } from "../../protocol/picture.ts";

/** Letters smaller than this are not read. Pixels on the screen. */
const LEGIBLE = 9;
/** How much of a shape's width its middle line may take: a diamond is as wide as its box only at its middle. */
const USABLE: Readonly<Record<NodeKind, number>> = {
  start: 0.85,
  check: 0.92,
  decision: 0.75,
  approval: 0.8,
  action: 0.9,
  hold: 0.85,
  end: 0.85,
};

/** The beginning of a label on one line, in letters that stay legible at a small scale. Size in the picture's units. */
export function briefLabel(
  label: string,
  kind: NodeKind,
  { width }: Size,
  scale: number,
): { text: string; size: number } {
  const size = Math.max(FONT_SIZE, LEGIBLE / scale);
  return { text: shortened(plainText(label), (width * USABLE[kind] * FONT_SIZE) / size), size };
}
