import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changedLines, editorRange } from "../../../../src/host/findings/editorRange.ts";
import { ruleHover } from "../../../../src/host/findings/ruleHover.ts";
import { MISTAKE_RULES } from "../../../../src/core/rules/mistakeRules.ts";

describe("a range in the editor", () => {
  it("counts from 0", () => {
    expect(editorRange({ line: 2, column: 3, endLine: 2, endColumn: 5 })).toEqual({
      startLine: 1,
      startCharacter: 2,
      endLine: 1,
      endCharacter: 4,
    });
  });

  it("of a whole line, of line 0 or with its end first is still one", () => {
    const whole = editorRange({ line: 1, column: 4, endLine: 1, endColumn: Number.MAX_SAFE_INTEGER });
    expect(whole.endCharacter).toBeLessThan(2 ** 31);
    expect(editorRange({ line: 0, column: 0, endLine: -1, endColumn: -1 })).toEqual({
      startLine: 0,
      startCharacter: 0,
      endLine: 0,
      endCharacter: 0,
    });
    expect(editorRange({ line: 3, column: 5, endLine: 3, endColumn: 2 })).toMatchObject({ endCharacter: 4 });
  });
});

describe("the lines that differ", () => {
  it("are put in the place of the old ones, whatever the texts are", () => {
    const text = fc.array(fc.constantFrom("a\n", "b\r\n", "\n", "c")).map((lines) => lines.join(""));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const change = changedLines(before, after);
        const lines = before.split(/(?<=\n)/u);
        const now =
          change === undefined
            ? before
            : [...lines.slice(0, change.startLine), change.text, ...lines.slice(change.endLine)].join("");
        expect(now).toBe(after);
      }),
    );
  });

  it("are no more than needed", () => {
    expect(changedLines("a\nb\nc\n", "a\nx\nc\n")).toEqual({ startLine: 1, endLine: 2, text: "x\n" });
  });
});

it("a hover names rule, reason and source", () => {
  const [title, why, source] = ruleHover(MISTAKE_RULES["dockerfile/copy-not-add"]).split("\n\n");
  expect(title).toBe("**Copy local files with COPY**");
  expect(why).toContain("unpacks archives");
  expect(source).toMatch(/^Source: \[Docker documentation, .*\]\(https:\/\/docs\.docker\.com\/\S+\)$/u);
});
