import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadFlowchart } from "../../../../src/documents/mermaid/loadFlowchart.ts";
import { hostile } from "../support/anyGraph.ts";

const COUNT = 10_000;

function many(line: (index: number) => string, count = COUNT): string {
  return `flowchart TD\n${Array.from({ length: count }, (_, index) => line(index)).join("\n")}`;
}

function reasonsIn(text: string): ReadonlySet<string> {
  return new Set(loadFlowchart(text).problems.map(({ reason }) => reason));
}

/** Each would take hours where reading it took time that grows with the square of its length. */
describe("a hostile flowchart is read to its end", () => {
  it("with ten thousand nodes in a row", () => {
    const { graph, problems } = loadFlowchart(many((index) => `n${index} --> n${index + 1}`));
    expect([graph.nodes.length, graph.edges.length, problems]).toEqual([COUNT + 2, COUNT + 1, []]);
  });

  it("with ten thousand nodes in a circle", () => {
    const { graph, problems } = loadFlowchart(many((index) => `n${index} --> n${(index + 1) % COUNT}`));
    expect(graph.nodes.length).toBe(COUNT);
    expect(problems.map(({ reason }) => reason)).toEqual(expect.arrayContaining(["EndlessCycle", "NoSingleStart"]));
  });

  it("with subgraphs ten thousand deep", () => {
    const text = many((index) => `subgraph g${index}\nn${index}`) + "\nend".repeat(COUNT);
    const { graph } = loadFlowchart(text);
    expect(graph.groups?.length).toBe(COUNT);
    expect(graph.groups?.at(-1)).toEqual({
      id: `g${COUNT - 1}`,
      label: `… › g${COUNT - 3} › g${COUNT - 2} › g${COUNT - 1}`,
      nodes: [`n${COUNT - 1}`],
    });
  });

  it("with lists that would make millions of arrows", () => {
    const list = Array.from({ length: 3000 }, (_, index) => `n${index}`).join(" & ");
    const { graph, problems } = loadFlowchart(`flowchart TD\n${`${list} --> ${list}\n`.repeat(3)}`);
    expect(graph.edges.length).toBe(50_000);
    expect(problems).toContainEqual(expect.objectContaining({ reason: "TooLarge", line: 2 }));
  });

  it("with a label of megabytes, which is cut, and that is said", () => {
    const { graph, problems } = loadFlowchart(`flowchart TD\na((A)) --> b["${"word ".repeat(400_000)}"] --> z`);
    const long = graph.nodes.find(({ id }) => id === "b");
    expect(long?.label.length).toBe(300);
    expect(long?.detail?.length).toBeLessThanOrEqual(20_000);
    expect(problems).toMatchObject([{ reason: "TextTooLong", line: 2, column: 12 }]);
    expect(problems[0]?.message).toContain("2000000 characters");
  });

  it("with an arrow's label and a name of megabytes", () => {
    const word = "x".repeat(2_000_000);
    const { graph } = loadFlowchart(`flowchart TD\na -->|${word}| ${word} --> z`);
    expect(graph.edges.map(({ label = "" }) => label.length)).toEqual([0, 300, 0]);
    expect(graph.nodes.map(({ label }) => label.length)).toEqual([5, 1, 300, 1]);
  });

  it("with more than is read of it", () => {
    expect(reasonsIn(`flowchart TD\na --> b\n${" ".repeat(8 * 1024 * 1024)}`)).toContain("TooLarge");
  });

  it.each([
    ["opened brackets", many((index) => `n${index}[text`)],
    ["opened quotes", many((index) => `n${index}["text`)],
    ["opened braces", many((index) => `n${index}@{ label: "text`)],
    ["opened bars", many((index) => `n${index} -->|text`)],
    ["opened arrows", many((index) => `n${index} -- text`)],
    ["opened directives", many(() => "%%{ init:")],
    ["opened descriptions", many(() => "accDescr {")],
    ["opened subgraphs", many((index) => `subgraph "g${index}`)],
    ["ends", many(() => "end")],
    ["dashes", `flowchart TD\na ${"-".repeat(1_000_000)}`],
    ["brackets in one line", `flowchart TD\na${"[".repeat(1_000_000)}`],
    ["statements in one line", `flowchart TD\n${"a -->|x| b -- y --> c;".repeat(COUNT)}`],
    ["broken statements in one line", `flowchart TD\n${"a -->|x b;".repeat(COUNT)}`],
    ["opened flags", many(() => "a>text", 60_000)],
    ["line breaks without an end", `flowchart TD\na["<br${" ".repeat(1_000_000)}"]`],
    ["blanks in the text of an arrow", `flowchart TD\na -- x${" ".repeat(1_000_000)}y --> b`],
    ["backticks in a text that is not closed", `flowchart TD\na["${"`".repeat(1_000_000)}x`],
    ["blank lines", `flowchart TD\na -->${"\n ".repeat(1_000_000)}`],
    ["front matter without an end", `---\n${"title: x\n".repeat(COUNT)}`],
    ["aliases in the front matter", "---\na: &a [x]\ntitle: [*a, *a]\n---\nflowchart TD\na --> b"],
  ])("with nothing but %s", (_name, text) => {
    expect(Array.isArray(loadFlowchart(text).problems)).toBe(true);
  });
});

describe("a name that every object has", () => {
  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "is the name of a node as any other: %s",
    (name) => {
      const { graph, problems } = loadFlowchart(
        `flowchart TD\na((A)) --> ${name}\n${name} --> z\nsubgraph g\n${name}\nend`,
      );
      expect(graph.nodes.map(({ id, label }) => [id, label])).toContainEqual([`${name}_`, name]);
      expect(graph.groups).toEqual([{ id: "g", label: "g", nodes: [`${name}_`] }]);
      expect(problems).toEqual([]);
    },
  );
});

describe("whatever is typed", () => {
  const line = fc.oneof(
    hostile,
    fc.array(fc.oneof(hostile, fc.constantFrom("a", "b[", "c{x}", " --> ", "-->|", "|", " & ", "subgraph ", "\n")), {
      maxLength: 10,
    }),
  );

  it("is read without a fault, and every problem has a place in it", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        const text = `flowchart TD\n${lines.map((one) => (Array.isArray(one) ? one.join("") : one)).join("\n")}`;
        const { graph, problems } = loadFlowchart(text);
        const rows = text.split("\n");
        const ids = new Set(graph.nodes.map(({ id }) => id));
        for (const problem of problems) {
          expect(problem.message).toMatch(/\.$|\}$/u);
          expect((rows[problem.line - 1]?.length ?? -1) + 1).toBeGreaterThanOrEqual(problem.column);
        }
        for (const edge of graph.edges) expect([ids.has(edge.from), ids.has(edge.to)]).toEqual([true, true]);
      }),
      { numRuns: 500 },
    );
  });
});
