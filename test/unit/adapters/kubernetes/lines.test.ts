import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LineSplitter } from "../../../../src/adapters/kubernetes/lines.ts";

function split(text: string, cuts: readonly number[], limit?: number): string[] {
  const bytes = Buffer.from(text);
  const splitter = new LineSplitter(limit);
  const edges = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
  const lines = edges.slice(1).flatMap((end, index) => splitter.push(bytes.subarray(edges[index], end)));
  const last = splitter.end();
  return last === undefined ? lines : [...lines, last];
}

describe("splitting bytes into lines", () => {
  it("gives the same lines however the bytes arrive", () => {
    const line = fc.string({ unit: "grapheme", maxLength: 20 }).map((text) => text.replaceAll(/[\r\n]/gu, "·"));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), fc.array(fc.nat(), { maxLength: 20 }), (lines, cuts) => {
        const text = lines.map((one) => `${one}\n`).join("");
        const expected = lines.map((one) => Buffer.from(one).toString());
        expect(split(text, cuts)).toEqual(expected);
      }),
    );
  });

  it("keeps a character whole that straddles two chunks", () => {
    expect(split("naïve ☂\nend", [3, 8, 9])).toEqual(["naïve ☂", "end"]);
  });

  it("takes the return away with the line end", () => {
    expect(split("one\r\ntwo\r\n", [4])).toEqual(["one", "two"]);
  });

  it("says what was left without a line end, and nothing when there was nothing", () => {
    expect(new LineSplitter().end()).toBeUndefined();
    expect(split("half", [])).toEqual(["half"]);
  });

  it("hands a line beyond its limit on in pieces", () => {
    expect(split("abcdefgh\nij\n", [3, 6], 4).join("|")).toBe("abcdef|gh|ij");
  });

  it("joins a line of many megabytes from small chunks without looking at a byte twice", () => {
    const splitter = new LineSplitter();
    const chunk = Buffer.alloc(16 * 1024, "x");
    for (let index = 0; index < 2_000; index++) splitter.push(chunk);
    expect(splitter.push(Buffer.from("\n"))[0]).toHaveLength(2_000 * chunk.length);
  });
});
