import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { GeneratedFile } from "../../../../src/scaffold/generate/generated.ts";
import { basePath, pathOfBase } from "../../../../src/scaffold/merge/basePath.ts";
import { readBase, writeBase } from "../../../../src/scaffold/merge/mergeBase.ts";
import { mergeFile } from "../../../../src/scaffold/merge/mergeFile.ts";
import type { MergedFile } from "../../../../src/scaffold/merge/mergedFile.ts";
import { joinLines, splitLines } from "../../../../src/scaffold/merge/textLines.ts";
import { anyGenerated, edited, linesOf } from "./generatedTexts.ts";

const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");

function remerged(last: GeneratedFile, text: string, next: GeneratedFile): MergedFile {
  return mergeFile(next, { file: { text }, base: writeBase(last, "1", undefined) }, "1");
}

/** A generated file, what a person made of it, and what is generated next. */
const history = fc
  .tuple(anyGenerated, anyGenerated)
  .chain(([last, next]) => fc.tuple(fc.constant(last), edited(linesOf(last)), fc.constant(next)));
const nearHistory = anyGenerated.chain((last) =>
  fc.tuple(
    fc.constant(last),
    edited(linesOf(last)),
    edited(linesOf(last)).map((lines): GeneratedFile => ({ ...last, text: textOf(lines), blocks: [] })),
  ),
);
const anyHistory = fc.oneof(history, nearHistory);

describe("merging three ways", () => {
  it("gives what is generated where nobody edited anything", () => {
    fc.assert(
      fc.property(anyGenerated, anyGenerated, (last, next) => {
        const { text } = remerged(last, last.text, next).outcome("leave");
        expect(text ?? last.text).toBe(next.text);
      }),
    );
  });

  it("gives what a person made where nothing else is generated", () => {
    fc.assert(
      fc.property(anyHistory, ([last, mine]) => {
        const merged = remerged(last, textOf(mine), last);
        expect({ state: merged.state, ...merged.outcome("leave") }).toMatchObject({
          state: "unchanged",
          text: undefined,
        });
      }),
    );
  });

  it("loses no line of a person, whatever is generated: it stands in the result or nothing is written", () => {
    fc.assert(
      fc.property(anyHistory, fc.nat(), ([last, mine, next], place) => {
        const own = "a line that is the person's alone";
        const lines = mine.toSpliced(place % (mine.length + 1), 0, own);
        const added = lines.filter((line) => !linesOf(last).includes(line));
        const { text } = remerged(last, textOf(lines), next).outcome("leave");
        const result = splitLines(text ?? textOf(lines)).lines;
        expect(added.filter((line) => !result.includes(line))).toEqual([]);
        expect(result).toContain(own);
      }),
    );
  });

  it("keeps both sides of every conflict when it marks them", () => {
    fc.assert(
      fc.property(anyHistory, ([last, mine, next]) => {
        const merged = remerged(last, textOf(mine), next);
        fc.pre(merged.state === "conflict");
        const marked = splitLines(merged.outcome("markers").text ?? "").lines;
        const added = mine.filter((line) => !linesOf(last).includes(line));
        expect(added.filter((line) => !marked.includes(line))).toEqual([]);
        for (const { mine: own, generated } of merged.conflicts) {
          expect([...own, ...generated].filter((line) => !marked.includes(line))).toEqual([]);
        }
      }),
    );
  });

  it("is settled after one run: the next changes nothing, neither the file nor its base", () => {
    fc.assert(
      fc.property(anyHistory, fc.constantFrom("mine", "generated", "markers"), ([last, mine, next], choice) => {
        const { text = textOf(mine), base } = remerged(last, textOf(mine), next).outcome(choice);
        const second = mergeFile(next, { file: { text }, base }, "2");
        expect({ state: second.state, ...second.outcome("leave") }).toEqual({
          state: "unchanged",
          text: undefined,
          base,
        });
      }),
    );
  });

  it("gives the same each time", () => {
    fc.assert(
      fc.property(anyHistory, ([last, mine, next]) => {
        const one = remerged(last, textOf(mine), next);
        const other = remerged(last, textOf(mine), next);
        expect(JSON.stringify([one, one.outcome("markers")])).toBe(JSON.stringify([other, other.outcome("markers")]));
      }),
    );
  });
});

describe("texts and bases", () => {
  it("come back byte by byte", () => {
    const text = fc
      .array(fc.constantFrom("a", "\n", "\r\n", "\r", "\uFEFF", "b"), { maxLength: 12 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (any) => {
        const { lines, format } = splitLines(any);
        expect(joinLines(lines, format)).toBe(any);
      }),
    );
  });

  it("are read back as they were written, and any other text is none", () => {
    fc.assert(
      fc.property(anyGenerated, (file) => {
        const base = readBase(writeBase(file, "1.2.3", undefined));
        expect(base).toMatchObject({ lines: linesOf(file), blocks: file.blocks, generator: "1.2.3" });
      }),
    );
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(readBase(text)).toBeUndefined();
      }),
    );
  });

  it("lie in a folder of their own under the name of their file", () => {
    expect(basePath("k8s/base/web.yaml")).toBe(".tidegate/scaffold/k8s/base/web.yaml.json");
    expect(pathOfBase(".tidegate/scaffold/k8s/base/web.yaml.json")).toBe("k8s/base/web.yaml");
    expect(pathOfBase(".tidegate/runs/1/journal.json")).toBeUndefined();
  });
});
