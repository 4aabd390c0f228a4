import { describe, expect, it } from "vitest";
import { graphsIn } from "../../../src/documents/graphsIn.ts";

const BLANKS = " ".repeat(1_000_000);
const FLOWCHART = "```mermaid\nflowchart TD\na --> b\n```";
const WORKFLOW = "# Phase-01: P\n## Task-01: T\n### Subtask-01: S\n- **ID**: P01-T01-S01\n";

function titlesOf(text: string): readonly string[] {
  return graphsIn(text, "plan.md").map(({ title }) => title);
}

/** Each would take hours where reading a line took time that grows with the square of its length. */
describe("a line of megabytes is read to its end", () => {
  it.each([
    ["blanks in a heading", `# Way${BLANKS}out`, `Way${BLANKS}out`],
    ["marks behind a heading", `# Way ${"#".repeat(1_000_000)}`, "Way"],
    ["marks in a heading", `# Way${" #".repeat(500_000)}x`, `Way${" #".repeat(500_000)}x`],
    ["blanks behind a fence that is none", `# Way\n\`\`\`${BLANKS}\``, "Way"],
  ])("with %s", (_name, line, title) => {
    expect(titlesOf(`${line}\n\n${FLOWCHART}`)).toEqual([title]);
  });

  it.each([
    ["blanks in a heading", `# Notes${BLANKS}end`],
    ["blanks in a level's heading", `### Subtask-02${BLANKS}\r${BLANKS}x`],
    ["blanks in a value", `- **Notes**: a${BLANKS}b`],
    ["blanks behind a name", `- Notes${BLANKS}b`],
    ["stars", `- ${"*".repeat(1_000_000)}x`],
  ])("with %s of a workflow", (_name, line) => {
    expect(graphsIn(`${WORKFLOW}${line}\n`, "plan.md").map((one) => one.load().graph.nodes.length > 0)).toEqual([true]);
  });
});
