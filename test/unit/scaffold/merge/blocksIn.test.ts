import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blocksIn } from "../../../../src/scaffold/merge/blocksIn.ts";
import { anyGenerated, edited, linesOf } from "./generatedTexts.ts";

const base = {
  lines: ["FROM node:22", "RUN one", "RUN two", "USER 10001", "CMD run"],
  blocks: [
    { rule: "a/all", from: 1, to: 5 },
    { rule: "a/run", from: 2, to: 3 },
    { rule: "a/user", from: 4, to: 4 },
  ],
};

describe("generated blocks in an edited file", () => {
  it("stand where they were generated until somebody edits", () => {
    expect(blocksIn(base.lines.join("\n"), base)).toEqual(base.blocks.map((block) => ({ ...block, edited: false })));
  });

  it("move with lines that a person puts before them, whatever their line ends", () => {
    const text = ["# mine", "# mine, too", ...base.lines].join("\r\n");
    expect(blocksIn(text, base).map(({ from, to }) => [from, to])).toEqual([
      [3, 7],
      [4, 5],
      [6, 6],
    ]);
  });

  it("are known as edited, and reach to what was put in their place", () => {
    const text = ["FROM node:22", "RUN one", "RUN mine", "RUN two", "USER 20002", "CMD run"].join("\n");
    expect(blocksIn(text, base)).toEqual([
      { rule: "a/all", from: 1, to: 6, edited: true },
      { rule: "a/run", from: 2, to: 4, edited: true },
      { rule: "a/user", from: 5, to: 5, edited: true },
    ]);
  });

  it("are left out where a person took them out", () => {
    const text = ["FROM node:22", "RUN one", "RUN two", "CMD run"].join("\n");
    expect(blocksIn(text, base).map(({ rule }) => rule)).toEqual(["a/all", "a/run"]);
  });

  it("are always lines of the file", () => {
    const any = anyGenerated.chain((file) => fc.tuple(fc.constant(file), edited(linesOf(file))));
    fc.assert(
      fc.property(any, ([file, lines]) => {
        for (const { from, to } of blocksIn(lines.join("\n"), { lines: linesOf(file), blocks: file.blocks })) {
          expect(from).toBeGreaterThanOrEqual(1);
          expect(to).toBeGreaterThanOrEqual(from);
          expect(to).toBeLessThanOrEqual(Math.max(1, lines.length));
        }
      }),
    );
  });
});
