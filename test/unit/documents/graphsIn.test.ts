import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import type { LoadedGraph } from "../../../src/documents/loadedGraph.ts";
import { graphsIn } from "../../../src/documents/graphsIn.ts";
import { loadFlowchart } from "../../../src/documents/mermaid/loadFlowchart.ts";
import { writeMermaid } from "../../../src/documents/mermaid/writeMermaid.ts";

function fixture(name: string): Promise<string> {
  return readFile(new URL(`../../fixtures/graphs/${name}`, import.meta.url), "utf8");
}

function counts({ graph }: LoadedGraph): { nodes: number; edges: number; groups: number } {
  return { nodes: graph.nodes.length, edges: graph.edges.length, groups: graph.groups?.length ?? 0 };
}

/** What bounds the cycles of the decision path. */
const LIMITS = ["GET_TASK", "PRODUCTION_VALIDATION", "DETERMINE_COMPLETION_NEEDS"].map(
  (node) => `%% tidegate: {"node": "${node}", "limit": 4}`,
);

describe("the decision path's flowchart", () => {
  it("is drawn whole, with the place of the cycle that keeps it from being walked", async () => {
    const text = await fixture("decision-path.md");
    const [only, ...others] = graphsIn(text, "docs/decision-path.md");
    expect([only?.title, only?.line, others]).toEqual(["decision-path", 8, []]);
    const loaded = only!.load();
    expect(counts(loaded)).toEqual({ nodes: 43, edges: 55, groups: 1 });
    expect(loaded.graph.escalation).toBe("ESCALATE_DEVOPS");
    const [cycle, ...more] = loaded.problems;
    expect([cycle?.reason, more]).toEqual(["EndlessCycle", []]);
    expect(text.split("\n")[cycle!.line - 1]?.slice(cycle!.column - 1)).toBe("--> GET_TASK");
  });

  it("means what its shapes and words say", async () => {
    const { graph } = graphsIn(await fixture("decision-path.md"), "a.md")[0]!.load();
    const kinds = Object.fromEntries(graph.nodes.map(({ id, kind }) => [id, kind]));
    expect(kinds).toMatchObject({
      DEPLOYMENT_TYPE: "decision",
      VALIDATION_RESULT: "decision",
      DETERMINE_COMPLETION_NEEDS: "decision",
      PREVENT_LOOPS: "check",
      FINAL_OUTPUT: "end",
      ESCALATE_DEVOPS: "end",
    });
    const way = graph.edges.map(({ from, when, to }) => `${from} ${when} ${to}`);
    expect(way).toContain("DEPLOYMENT_TYPE ci-cd-pipeline DESIGN_CICD_PIPELINE");
    expect(way).toContain("VALIDATE_FORMAT fail FORMAT_ERROR");
    expect(graph.nodes.find(({ id }) => id === "PRODUCTION_OPERATIONAL")?.token).toBe("PRODUCTION_READY_D7L6");
  });

  it("can be walked once its cycles are counted, and is the same when it was written and read", async () => {
    const text = (await fixture("decision-path.md")).replace("graph TD\n", `graph TD\n${LIMITS.join("\n")}\n`);
    const { graph, problems } = graphsIn(text, "a.md")[0]!.load();
    expect(problems).toEqual([]);
    expect(loadFlowchart(writeMermaid(graph)).graph).toStrictEqual(graph);
  });
});

describe("a handbook with fences in fences", () => {
  it("holds each of its flowcharts under its heading, and no other diagram", async () => {
    const graphs = graphsIn(await fixture("handbook.md"), "handbook.md");
    expect(graphs.map(({ kind, title, line }) => [kind, title, line])).toEqual([
      ["flowchart", "How it hangs together", 10],
      ["flowchart", "How it ships", 56],
      ["flowchart", "Aside", 82],
      ["flowchart", "Not closed", 94],
    ]);
    const loaded = graphs.map((one) => one.load());
    expect(loaded.map(counts)).toEqual([
      { nodes: 7, edges: 8, groups: 4 },
      { nodes: 14, edges: 13, groups: 0 },
      { nodes: 3, edges: 2, groups: 0 },
      { nodes: 3, edges: 2, groups: 0 },
    ]);
    expect(loaded[1]?.problems).toEqual([]);
    expect(loaded[2]?.problems).toMatchObject([{ reason: "UnclosedText", line: 83, column: 12 }]);
  });

  it("tells of every way that a box forks into", async () => {
    const { problems } = graphsIn(await fixture("handbook.md"), "handbook.md")[0]!.load();
    expect(problems.map(({ line, reason }) => [line, reason])).toEqual([
      [30, "AmbiguousEdge"],
      [37, "AmbiguousEdge"],
      [38, "AmbiguousEdge"],
    ]);
  });
});

describe("a file", () => {
  it.each(["deploy.mmd", "deploy.mermaid", "standard input"])("that is one flowchart is taken whole: %s", (name) => {
    const [only] = graphsIn("%% ours\nflowchart LR\na --> b", name);
    expect(only).toMatchObject({ kind: "flowchart", line: 1, title: name.replace(/\..*/u, "") });
    expect(only?.load().problems).toEqual([]);
  });

  it("that is called a flowchart and is none says so", () => {
    expect(graphsIn("hello", "a.mmd")[0]?.load().problems[0]).toMatchObject({ reason: "NotAFlowchart", line: 1 });
  });

  it.each(["", "# Title\n\nProse.", "graph theory is not a graph", "```yaml\na: 1\n```", "```mermaid\npie\n```"])(
    "without a graph has none: %j",
    (text) => {
      expect(graphsIn(text, "a.md")).toEqual([]);
    },
  );

  it.each([
    ["  ```mermaid\n  flowchart TD\n  a --> b[\n  ```", 3, 10],
    ["1. Step\n\n   ~~~~ mermaid {width=3}\n   graph TD\n   a --> b[\n   ```\n   ~~~~", 5, 11],
    ["```{mermaid}\r\nflowchart TD\r\na --> b[\r\n```", 3, 8],
    ["````markdown\n```mermaid\ngraph TD\na --> b[\n```\n````", 4, 8],
    ["```mermaid\ngraph TD\na --> b[\n\n```yaml\na: 1\n```", 3, 8],
  ])("places problems where they stand in it: %j", (text, line, column) => {
    expect(graphsIn(text, "a.md")[0]?.load().problems[0]).toMatchObject({ reason: "UnclosedText", line, column });
  });
});
