import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Edge, Graph, GraphNode } from "../../../../src/core/graph/graph.ts";
import { mainPath } from "../../../../src/core/graph/mainPath.ts";
import { outcomesOf } from "../../../../src/core/graph/outcomes.ts";
import { validateGraph } from "../../../../src/core/graph/validate.ts";
import { reachable } from "../../../../src/core/graph/walk.ts";
import { planned } from "../support/samples.ts";

const start: GraphNode = { id: "a", kind: "start", label: "A" };
const check: GraphNode = { id: "b", kind: "check", label: "B", checks: [] };
const end: GraphNode = { id: "z", kind: "end", label: "Z", outcome: "completed" };
const bad: GraphNode = { id: "y", kind: "end", label: "Y", outcome: "blocked" };

const edge = (from: string, when: string, to: string): Edge => ({ from, when, to });
const EDGES = [
  edge("a", "started", "b"),
  edge("b", "pass", "z"),
  edge("b", "fail", "y"),
  edge("b", "inconclusive", "y"),
];

function graph(changes: Partial<Graph> = {}): Graph {
  return { id: "g", title: "G", start: "a", nodes: [start, check, end, bad], edges: EDGES, ...changes };
}

function reasons(changes: Partial<Graph>): string[] {
  return validateGraph(graph(changes)).map((problem) => `${problem.reason} ${problem.node}`);
}

describe("validating a graph", () => {
  test("finds nothing in a sound one", () => {
    expect(reasons({})).toEqual([]);
  });

  test("finds ids given twice", () => {
    expect(reasons({ nodes: [start, check, check, end, bad] })).toContain("DuplicateNode b");
  });

  test("finds names of nodes that do not exist", () => {
    expect(reasons({ trouble: "nowhere" })).toEqual(["UnknownNode nowhere"]);
    expect(reasons({ start: "nowhere" })).toContain("UnknownNode nowhere");
  });

  test("finds a start that is none", () => {
    expect(reasons({ start: "b" })).toContain("NotAStart b");
  });

  test("finds outcomes without an edge, with two, and edges for none", () => {
    expect(reasons({ edges: EDGES.slice(0, 3) })).toEqual(["MissingEdge b"]);
    expect(reasons({ edges: [...EDGES, edge("b", "pass", "y")] })).toEqual(["AmbiguousEdge b"]);
    expect(reasons({ edges: [...EDGES, edge("b", "maybe", "y")] })).toEqual(["UndeclaredOutcome b"]);
    expect(reasons({ edges: [...EDGES, edge("z", "done", "y")] })).toEqual(["UndeclaredOutcome z"]);
  });

  test("finds what cannot be reached and what leads to no end", () => {
    const lonely: GraphNode = { id: "c", kind: "end", label: "C", outcome: "failed" };
    expect(reasons({ nodes: [start, check, end, bad, lonely] })).toEqual(["Unreachable c"]);
    const loop = EDGES.map((one) => (one.from === "b" ? { ...one, to: "b" } : one));
    expect(reasons({ edges: loop })).toEqual(expect.arrayContaining(["DeadEnd a", "DeadEnd b"]));
  });

  test("finds a cycle that nothing counts", () => {
    const again = EDGES.map((one) => (one.when === "fail" ? { ...one, to: "b" } : one));
    expect(reasons({ edges: again })).toEqual(["EndlessCycle b"]);
    expect(reasons({ edges: again, nodes: [start, { ...check, limit: 3 }, end, bad] })).toEqual([]);
    expect(reasons({ nodes: [start, { ...check, limit: 0 }, end, bad] })).toEqual(["InvalidLimit b"]);
  });

  test("finds a way back that leads on, a check named twice, and an approval that is none", () => {
    const back: GraphNode = {
      id: "b",
      kind: "action",
      label: "B",
      back: true,
      approval: "a",
      action: { type: "set-image", workload: { kind: "Deployment", name: "web" }, images: {} },
    };
    const onward: GraphNode = {
      ...check,
      id: "c",
      checks: [
        { id: "x", label: "X" },
        { id: "x", label: "X" },
      ],
    };
    const edges = [
      edge("a", "started", "b"),
      edge("b", "done", "c"),
      edge("b", "failed", "y"),
      edge("b", "voided", "y"),
      ...EDGES.slice(1).map((one) => ({ ...one, from: "c" })),
    ];
    expect(reasons({ nodes: [start, back, onward, end, bad], edges })).toEqual([
      "ForwardAgain b",
      "NotAnApproval b",
      "DuplicateCheck c",
    ]);
  });

  test("says every problem in a sentence, for whatever graph", () => {
    const ids = fc.constantFrom("a", "b", "y", "z", "q");
    const edges = fc.array(fc.record({ from: ids, to: ids, when: fc.constantFrom("pass", "fail", "started", "x") }));
    fc.assert(
      fc.property(edges, ids, (drawn, first) => {
        const problems = validateGraph(graph({ edges: drawn, start: first }));
        expect(problems.filter((problem) => !problem.message.endsWith("."))).toEqual([]);
      }),
    );
  });
});

describe("walking a graph", () => {
  test("every node kind but the end has outcomes", () => {
    const silent = planned().nodes.filter((node) => outcomesOf(node).length === 0);
    expect(silent.every((node) => node.kind === "end")).toBe(true);
  });

  test("reaches what edges lead to, itself included", () => {
    expect([...reachable(EDGES, ["b"])]).toEqual(["b", "z", "y"]);
  });

  test("the main path is what happens when all goes well", () => {
    expect(mainPath(planned()).map((node) => node.id)).toEqual([
      "ready",
      "gate",
      "approve",
      "set-deployment-web",
      "ready-deployment-web",
      "set-statefulset-worker",
      "ready-statefulset-worker",
      "hold",
    ]);
  });
});
