import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import type { GraphNode } from "../../../../src/core/graph/graph.ts";
import { graphsIn } from "../../../../src/documents/graphsIn.ts";
import type { LoadedGraph } from "../../../../src/documents/loadedGraph.ts";
import { loadFlowchart } from "../../../../src/documents/mermaid/loadFlowchart.ts";
import { writeMermaid } from "../../../../src/documents/mermaid/writeMermaid.ts";
import { loadWorkflow } from "../../../../src/documents/workflow/loadWorkflow.ts";

const text = await readFile(new URL("../../../fixtures/graphs/workflow.md", import.meta.url), "utf8");
const whole = loadWorkflow(text);

function node({ graph }: LoadedGraph, id: string): GraphNode | undefined {
  return graph.nodes.find((one) => one.id === id);
}

function edges({ graph }: LoadedGraph): string[] {
  return graph.edges.map(({ from, to, when }) => `${from} ${when} ${to}`);
}

/** The document with one piece of it in other words, and what that brings. */
function changed(piece: string, other: string): LoadedGraph {
  expect(text).toContain(piece);
  return loadWorkflow(text.replace(piece, other));
}

describe("a workflow document", () => {
  it("is a graph that can be walked, with a group for each subtask", () => {
    expect(whole.problems).toEqual([]);
    expect(whole.graph).toMatchObject({ title: "From code to customers", start: "start", escalation: "escalated" });
    expect(whole.graph.groups).toEqual([
      {
        id: "group-P01-T01-S01",
        label: "Pipeline › Draw it",
        nodes: ["P01-T01-S01-01", "P01-T01-S01-02", "P01-T01-S01", "P01-T01-S01-AGAIN"],
      },
      {
        id: "group-P01-T01-S02",
        label: "Pipeline › Build it",
        nodes: ["P01-T01-S02-01", "P01-T01-S02", "P01-T01-S02-AGAIN"],
      },
      {
        id: "group-P01-T02-S01",
        label: "Production › Put it out",
        nodes: ["P01-T02-S01-01", "P01-T02-S01", "P01-T02-S01-AGAIN"],
      },
    ]);
  });

  it("leads from step to step, to the next subtask, and back to a subtask's first step", () => {
    expect(edges(whole).slice(0, 9)).toEqual([
      "start started P01-T01-S01-01",
      "P01-T01-S01-01 pass P01-T01-S01-02",
      "P01-T01-S01-01 fail P01-T01-S01-AGAIN",
      "P01-T01-S01-02 pass P01-T01-S01",
      "P01-T01-S01-02 fail P01-T01-S01-AGAIN",
      "P01-T01-S01 pass P01-T01-S02-01",
      "P01-T01-S01 fail P01-T01-S01-AGAIN",
      "P01-T01-S01-AGAIN pass P01-T01-S01-01",
      "P01-T01-S02-01 pass P01-T01-S02",
    ]);
    expect(edges(whole)).toContain("P01-T02-S01 pass done");
  });

  it("keeps of each step its command, tool, agent and criteria", () => {
    expect(node(whole, "P01-T01-S01-01")).toEqual({
      kind: "check",
      id: "P01-T01-S01-01",
      label: "Look at what is there",
      detail: [
        "Command: Look at what is there",
        "Tool: codebase_search",
        "Agent: @devops-agent - Primary capabilities: drawing, asking.",
        "Description: Read the code.",
      ].join("\n"),
      waits: true,
      checks: [
        {
          id: "output-contains-all-read",
          label: 'Output Contains: "all read"',
          attestedFor: 86_400,
          parameters: { criterion: "output-contains", value: '"all read"' },
        },
        {
          id: "file-exists-notes-md",
          label: "File Exists: notes.md or notes.txt",
          attestedFor: 86_400,
          parameters: { criterion: "file-exists", value: "notes.md", or: "notes.txt" },
        },
      ],
    });
    const kinds = whole.graph.nodes.flatMap((one) => (one.kind === "check" ? one.checks : []));
    expect(new Set(kinds.flatMap(({ parameters }) => parameters?.["criterion"] ?? []))).toEqual(
      new Set([
        "output-contains",
        "file-exists",
        "file-content-matches",
        "exit-code",
        "tests-pass",
        "process-running",
        "http-response",
      ]),
    );
  });

  it("may be tried as often as it says, and asks for the state to be reverted where it says so", () => {
    expect(node(whole, "P01-T01-S01-AGAIN")).toMatchObject({ limit: 2, checks: [{ id: "said-changed" }] });
    expect(node(whole, "P01-T01-S02-AGAIN")).toMatchObject({
      limit: 3,
      detail: "On failure: REVERT_STATE and ESCALATE_TO_HUMAN (@lead) with logs",
      checks: [{ id: "said-reverted" }, { id: "said-changed" }],
    });
  });

  it("has the place of each step", () => {
    const lines = text.split("\n");
    for (const [id, { line, column }] of [...whole.places].filter(([one]) => /-S\d+-\d+$/u.test(one))) {
      expect(lines[line - 1]?.slice(column - 1)).toBe(`- Step ID: ${id}`);
    }
    expect(whole.places.size).toBe(whole.graph.nodes.length);
  });

  it("is the same when it was written as Mermaid and read", () => {
    expect(loadFlowchart(writeMermaid(whole.graph)).graph).toStrictEqual(whole.graph);
  });

  it("is found among the graphs of a file", () => {
    expect(graphsIn(text, "a.md")).toMatchObject([{ kind: "workflow", title: "From code to customers", line: 1 }]);
  });

  it("of Windows is read as any other", () => {
    const windows = loadWorkflow(text.replaceAll("\n", "\r\n"));
    expect(windows.graph).toEqual(whole.graph);
    expect(windows.problems).toEqual([]);
  });
});

describe("a mistake in a workflow document", () => {
  it.each([
    ["(Put it out)", "(x)", []],
    ["- Next Subtask: P01-T02-S01 (Put it out)", "", []],
    ["Next Subtask: P01-T01-S02", "Next Subtask: P01-T09-S01", ["UnknownNext"]],
    ["Subtask P01-T01-S02 must be", "Subtask P09-T01-S02 must be", ["UnknownPrerequisite"]],
    [
      "- Prerequisites: None\n- Agent",
      "- Prerequisites: Task P01-T02 must be `SUCCEEDED`\n- Agent",
      ["PrerequisiteLater"],
    ],
    ["Process Running: `builder`", "Vibes: `good`", ["UnknownCriterion"]],
    ["- ID: P01-T02-S01\n", "", ["UnknownNext", "MissingId"]],
    ["Step ID: P01-T01-S01-02", "Step ID: P01-T01-S01-01", ["DuplicateNode", "EndlessCycle", "AmbiguousEdge"]],
    ["Next Subtask: P01-T02-S01", "Next Subtask: P01-T01-S01", ["DeadEnd", "EndlessCycle", "Unreachable"]],
  ])("is told: %j becomes %j", (piece, other, reasons) => {
    const { problems } = changed(piece, other);
    expect(new Set(problems.map(({ reason }) => reason))).toEqual(new Set<string>(reasons));
    for (const { line } of problems) expect(line).toBeLessThanOrEqual(text.split("\n").length);
  });

  it("stands at its line", () => {
    const broken = text.replace("Process Running: `builder`", "Vibes: `good`");
    const line = broken.split("\n").findIndex((one) => one.includes("Vibes")) + 1;
    const message = expect.stringMatching(
      /^"Vibes" is no criterion\. Write one of File Exists, .* or the name of a test and Pass\.$/u,
    );
    expect(loadWorkflow(broken).problems).toEqual([{ reason: "UnknownCriterion", line, column: 11, message }]);
  });

  it("stands at the second of two steps with one id", () => {
    const { problems } = changed("Step ID: P01-T01-S01-02", "Step ID: P01-T01-S01-01");
    const line = text.split("\n").findIndex((one) => one.includes("Step ID: P01-T01-S01-02")) + 1;
    expect(problems.find(({ reason }) => reason === "DuplicateNode")).toMatchObject({ line, column: 5 });
  });

  it("does not hide what stands behind it: a subtask without steps asks for the whole", () => {
    const { graph, problems } = loadWorkflow("## Task-01 - T\n- ID: T1\n### Subtask-01 - S\n- ID: S1\n");
    expect(problems).toMatchObject([{ reason: "NoSteps", line: 3, column: 1 }]);
    expect(graph.nodes.find(({ id }) => id === "S1")).toMatchObject({ checks: [{ label: "S is done" }] });
  });

  it("may be that there is nothing in it", () => {
    expect(loadWorkflow("").graph.edges).toEqual([{ from: "start", to: "done", when: "started" }]);
  });
});

describe("a long workflow document", () => {
  it("is read to its end", () => {
    const subtasks = Array.from(
      { length: 5000 },
      (_, index) =>
        `### Subtask-1 - S\n- ID: S${index}\n- Steps:\n    - Step ID: S${index}-1\n      - Command: \`x\`\n`,
    );
    const { graph, problems } = loadWorkflow(`## Task-1 - T\n- ID: T\n${subtasks.join("")}`);
    expect([graph.nodes.length, problems]).toEqual([3 + 2 * 5000, []]);
  });
});
