import type { Point } from "./geometry.ts";
import { LINE_HEIGHT } from "./textWidth.ts";
import { element, xmlText } from "./xml.ts";

/** From a line's middle to where its letters stand, in pixels. */
const BASE = 4.5;

/** Lines of text around a middle. */
export function svgLines(lines: readonly string[], { x, y }: Point, fill: string): string {
  const top = y - ((lines.length - 1) * LINE_HEIGHT) / 2 + BASE;
  return lines
    .map((line, index) => {
      const attributes = { x, y: top + index * LINE_HEIGHT, "text-anchor": "middle", fill };
      return element("text", attributes, xmlText(line));
    })
    .join("");
}
