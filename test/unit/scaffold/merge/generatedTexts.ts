import fc from "fast-check";
import type { GeneratedFile } from "../../../../src/scaffold/generate/generated.ts";
import { splitLines } from "../../../../src/scaffold/merge/textLines.ts";

/** A generated Dockerfile of these lines; `blocks` are rule, first and last line. */
export function dockerfile(lines: readonly string[], blocks: readonly (readonly [string, number, number])[] = []) {
  return {
    path: "Dockerfile",
    kind: "dockerfile",
    text: lines.map((line) => `${line}\n`).join(""),
    blocks: blocks.map(([rule, from, to]) => ({ rule, from, to })),
  } satisfies GeneratedFile;
}

export function linesOf(file: GeneratedFile): readonly string[] {
  return splitLines(file.text).lines;
}

/** Lines that often meet again, as the lines of real files do, and names that plain objects know. */
const line = fc.oneof(
  fc.constantFrom("FROM node", "USER 10001", "}", "", "  - name: a", "constructor", "__proto__", "# why", "RUN x"),
  fc.string({ maxLength: 6 }).map((text) => text.replaceAll(/[\r\n\uFEFF]/gu, "")),
);

/** A generated file of any lines, with blocks that may hold each other. */
export const anyGenerated = fc.array(line, { minLength: 1, maxLength: 14 }).chain((lines) =>
  fc
    .array(fc.tuple(fc.constantFrom("a/one", "a/two"), fc.nat(lines.length - 1), fc.nat(4)), { maxLength: 3 })
    .map((found) =>
      dockerfile(
        lines,
        found.map(([rule, from, more]) => [rule, from + 1, Math.min(from + 1 + more, lines.length)] as const),
      ),
    ),
);

/** A person's edits of lines: some taken out, some put in. */
export function edited(lines: readonly string[]): fc.Arbitrary<readonly string[]> {
  return fc
    .array(fc.tuple(fc.nat(lines.length), fc.nat(2), fc.array(line, { maxLength: 2 })), { maxLength: 3 })
    .map((edits) => {
      const result = [...lines];
      for (const [at, out, put] of edits) result.splice(at, out, ...put);
      return result;
    });
}
