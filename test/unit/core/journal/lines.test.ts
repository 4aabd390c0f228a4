import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { firstLine, wholeLength, wholeLines } from "../../../../src/core/journal/lines.ts";

describe("lines of a journal's bytes", () => {
  test("are those of its text up to the last line end, in any writing", () => {
    const character = fc.constantFrom("a", "é", "線", "🚢", "\n", "\r", "\uFEFF", "\u2028");
    fc.assert(
      fc.property(fc.string({ unit: character, maxLength: 40 }), (text) => {
        const bytes = Buffer.from(text);
        const lines = text.split("\n").slice(0, -1);
        expect([...wholeLines(bytes)]).toEqual(lines);
        expect(firstLine(bytes)).toBe(lines[0] ?? "");
        expect(wholeLength(bytes)).toBe(Buffer.from(lines.map((line) => `${line}\n`).join("")).length);
      }),
    );
  });

  test("that are torn inside a character leave it out with the rest", () => {
    const bytes = Buffer.from("whole\n線").subarray(0, -1);
    expect([...wholeLines(bytes)]).toEqual(["whole"]);
    expect(wholeLength(bytes)).toBe(6);
  });
});
