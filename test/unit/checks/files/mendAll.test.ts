import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FileKind } from "../../../../src/checks/files/fileKind.ts";
import type { FileFinding } from "../../../../src/checks/files/finding.ts";
import { inspectFile } from "../../../../src/checks/files/inspectFile.ts";
import { applyEdits, mendAll } from "../../../../src/checks/files/mendAll.ts";
import { NO_PINS } from "../../../../src/checks/files/pins.ts";

const FINDINGS = "test/fixtures/findings";

function mended(kind: FileKind, text: string) {
  const inspect = (now: string) => inspectFile(kind, "file", now, NO_PINS);
  const after = mendAll(text, inspect);
  return { after, before: inspect(text), left: inspect(after) };
}

/** Finds lines `x`, whose fix mends nothing, and lines `y`. */
function lettersIn(text: string): readonly FileFinding[] {
  return [...text.split("\n").entries()]
    .filter(([, line]) => line === "x" || line === "y")
    .map(([index, rule]) => {
      const range = { line: index + 1, column: 1, endLine: index + 1, endColumn: 2 };
      const fixes = [{ title: "", edits: [{ range, text: rule === "x" ? "x" : "z" }] }];
      return { tool: "tidegate", rule, severity: "info", file: "a", range, message: "", fixes };
    });
}

describe("mending all of a text", () => {
  it.for([
    ["dockerfile", "Dockerfile"],
    ["manifest", "k8s/web.yaml"],
  ] as const)("leaves of a %s only what no fix is known for", ([kind, path]) => {
    const { before, left } = mended(kind, readFileSync(`${FINDINGS}/${path}`, "utf8"));
    expect(before.filter(({ fixes }) => fixes.length > 0).length).toBeGreaterThan(1);
    expect(left.filter(({ fixes }) => fixes.length > 0)).toEqual([]);
    expect(left.length).toBeLessThan(before.length);
  });

  it("leaves a text without findings alone", () => {
    expect(mended("compose", "services: {}\n").after).toBe("services: {}\n");
  });

  it("leaves out a fix that mends nothing, and goes on with the next", () => {
    expect(mendAll("x\ny\nx\ny", lettersIn)).toBe("x\nz\nx\nz");
  });

  it("of any Dockerfile never brings more findings", () => {
    const line = fc.constantFrom(
      "FROM node",
      "FROM scratch AS x",
      "USER root",
      "CMD node a",
      "ADD a b",
      "ENV TOKEN=a",
      "\r",
      "#",
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const { before, left } = mended("dockerfile", lines.join("\n"));
        expect(left.length).toBeLessThanOrEqual(before.length);
      }),
    );
  });
});

describe("edits", () => {
  it("at one place stand in their order", () => {
    const range = { line: 2, column: 1, endLine: 2, endColumn: 1 };
    expect(
      applyEdits("a\nb", [
        { range, text: "1" },
        { range, text: "2" },
      ]),
    ).toBe("a\n12b");
  });

  it("end where the line ends, or the text", () => {
    const range = { line: 1, column: 2, endLine: 1, endColumn: Number.MAX_SAFE_INTEGER };
    expect(applyEdits("abc\nd", [{ range, text: "" }])).toBe("a\nd");
    expect(applyEdits("abc", [{ range: { ...range, endLine: 9 }, text: "" }])).toBe("a");
  });
});
