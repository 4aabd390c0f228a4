import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decisionPath } from "../../../../src/documents/decisionPath/decisionPath.ts";
import { loadFlowchart } from "../../../../src/documents/mermaid/loadFlowchart.ts";
import { writeMermaid } from "../../../../src/documents/mermaid/writeMermaid.ts";
import { planned } from "../../core/support/samples.ts";
import { anyGraph, hostile } from "../support/anyGraph.ts";

describe("a graph written as Mermaid", () => {
  it.each([
    ["a release plan", planned()],
    ["a plan that rolls back by itself", planned({ rollback: "automatic" })],
    ["the decision path", decisionPath()],
  ])("gives the same graph again: %s", (_name, graph) => {
    const { graph: again, problems } = loadFlowchart(writeMermaid(graph));
    expect(again).toStrictEqual(graph);
    expect(problems).toEqual([]);
  });

  it("gives the same graph again, whatever the graph", () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        expect(loadFlowchart(writeMermaid(graph)).graph).toStrictEqual(graph);
      }),
      { numRuns: 400 },
    );
  });

  it("gives the same text again for what it reads, so that exporting twice changes nothing", () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const text = writeMermaid(graph);
        expect(writeMermaid(loadFlowchart(text).graph)).toBe(text);
      }),
      { numRuns: 100 },
    );
  });

  it("never lets a text end its line, its quotes or its comment", () => {
    fc.assert(
      fc.property(hostile, (label) => {
        const node = { kind: "check" as const, id: "a", label, waits: true, checks: [] };
        const end = { kind: "end" as const, id: "z", label: "Z", outcome: "completed" as const };
        const edges = [{ from: "a", to: "z", when: "pass", label }];
        const text = writeMermaid({ id: "g", title: "G", start: "a", nodes: [node, end], edges });
        const drawn = text.split("\n").filter((line) => !/^\s*%% tidegate: \{/u.test(line));
        const shape = drawn.map((line) => line.replaceAll(/"[^"]*"/gu, '""')).join("\n");
        expect(shape).toMatch(/^---\ntitle: ""\n---\nflowchart TD\n  a\[""\]\n  z\(\[""\]\)\n  a -->(?:\|""\|)? z\n$/u);
      }),
    );
  });
});
