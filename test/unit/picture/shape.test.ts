import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Box } from "../../../src/picture/geometry.ts";
import { measureNode } from "../../../src/picture/measure.ts";
import { borderAt, labelMiddle, outlinePath, shapePath } from "../../../src/picture/shape.ts";
import { LINE_HEIGHT, textWidth } from "../../../src/picture/textWidth.ts";
import type { NodeKind } from "../../../src/protocol/picture.ts";
import { anyText } from "./support/graphs.ts";

const KINDS: readonly NodeKind[] = ["start", "check", "decision", "approval", "action", "hold", "end"];
const BOX: Box = { x: 10, y: 20, width: 120, height: 60 };

describe("a shape", () => {
  test("is another one for every kind", () => {
    expect(new Set(KINDS.map((kind) => shapePath(kind, BOX))).size).toBe(KINDS.length);
  });

  test.each(KINDS)("closes its outline: %s", (kind) => {
    expect(outlinePath(kind, BOX)).toMatch(/^M[^MZ]+Z$/u);
  });

  test("is a diamond for a decision", () => {
    expect(outlinePath("decision", BOX)).toBe("M10 50L70 20L130 50L70 80Z");
  });

  test("is a circle for a start whose box is a square", () => {
    expect(outlinePath("start", { x: 0, y: 0, width: 40, height: 40 })).toBe(
      "M20 0h0a20 20 0 0 1 20 20v0a20 20 0 0 1 -20 20h0a20 20 0 0 1 -20 -20v0a20 20 0 0 1 20 -20Z",
    );
  });

  test("meets a vertical line on its outline, above and below, and never outside its box", () => {
    const x = fc.double({ min: -50, max: 200, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), x, (kind, at) => {
        const [top, bottom] = [borderAt(kind, BOX, at, -1), borderAt(kind, BOX, at, 1)];
        expect(top.y + bottom.y).toBeCloseTo(2 * BOX.y + BOX.height);
        expect(top.y).toBeGreaterThanOrEqual(BOX.y - 1e-9);
        expect(top.x).toBeGreaterThanOrEqual(BOX.x);
        expect(top.x).toBeLessThanOrEqual(BOX.x + BOX.width);
      }),
    );
  });

  test("has room for all of its label within the outline", () => {
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), anyText, (kind, label) => {
        const { lines, ...size } = measureNode(kind, label);
        const box = { x: 0, y: 0, ...size };
        const middle = labelMiddle(kind, box);
        for (const line of lines) {
          for (const side of [-1, 1] as const) {
            const corner = middle.x + (side * textWidth(line)) / 2;
            expect(borderAt(kind, box, corner, 1).x).toBe(corner);
            expect(borderAt(kind, box, corner, 1).y - middle.y).toBeGreaterThanOrEqual(
              (lines.length * LINE_HEIGHT) / 2,
            );
          }
        }
      }),
    );
  });
});
