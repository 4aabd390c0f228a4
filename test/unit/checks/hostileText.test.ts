import { describe, expect, it } from "vitest";
import { readProse } from "../../../src/checks/read/prose.ts";
import { readYaml } from "../../../src/core/read/yaml.ts";
import { isWrittenCredential } from "../../../src/checks/rules/credentials.ts";

const LENGTH = 1_000_000;

/** Each would take hours, or all memory, where reading it took more than time that grows with its length. */
describe("a text that was made to be slow to read", () => {
  it.each([
    ["marks", `Way ${"#".repeat(LENGTH)}x`],
    ["blanks", `Way${" ".repeat(LENGTH)}out`],
  ])("is read as a heading with many %s", (_name, heading) => {
    expect(readProse("a.md", `# ${heading}`).headings.map(({ text }) => text)).toEqual([heading]);
  });

  it("is looked through for an address with a password", () => {
    expect(isWrittenCredential("BUNDLE", "a".repeat(LENGTH))).toBe(false);
    expect(isWrittenCredential("BUNDLE", `${"a".repeat(LENGTH)}://user:hunter2-long@db`)).toBe(true);
  });

  it("is read as YAML where it is empty lines only", () => {
    expect(readYaml("a.yaml", "\n".repeat(LENGTH))).toMatchObject({ ok: true });
  });

  it("is not unfolded where each alias names two others, however close they stand to their keys", () => {
    const levels = Array.from(
      { length: 60 },
      (_, index) => `"l${index + 1}":&l${index + 1} {"p":*l${index},"q":*l${index}}`,
    );
    const text = `{"apiVersion":"v1","kind":"ConfigMap","l0":&l0 {"x":"y"},${levels.join(",")}}`;
    expect(readYaml("a.yaml", text)).toMatchObject({ ok: false });
  });
});

describe("the marks that close a heading", () => {
  it.each([
    ["# Way out ##", "Way out"],
    ["## C# and F#  ", "C# and F"],
    ["# ##", ""],
  ])("are no part of it: %s", (line, text) => {
    expect(readProse("a.md", line).headings).toEqual([{ text, place: { file: "a.md", line: 1 } }]);
  });
});
