import { describe, expect, test } from "vitest";
import type { CheckNode, DecisionNode, Edge, Graph, GraphNode } from "../../../../src/core/graph/graph.ts";
import { validateGraph } from "../../../../src/core/graph/validate.ts";
import { FIX, fixLoop, VALIDATE } from "../support/fixLoop.ts";

function reasons(graph: Graph): string[] {
  return validateGraph(graph).map((problem) => `${problem.reason} ${problem.node}`);
}

/** The fix loop with some nodes changed. */
function having(change: (node: GraphNode) => GraphNode, more: Partial<Graph> = {}): Graph {
  const graph = fixLoop();
  return { ...graph, nodes: graph.nodes.map(change), ...more };
}

function asCheck(id: string, changes: Partial<CheckNode>): (node: GraphNode) => GraphNode {
  return (node) => (node.id === id && node.kind === "check" ? { ...node, ...changes } : node);
}

function asDecision(changes: Partial<DecisionNode>): (node: GraphNode) => GraphNode {
  return (node) => (node.kind === "decision" ? { ...node, ...changes } : node);
}

describe("a graph in which people settle checks", () => {
  test("is sound as a loop of validating and mending that is counted", () => {
    expect(reasons(fixLoop())).toEqual([]);
  });

  test("needs a counter in its loop", () => {
    const { limit: _limit, ...fix } = FIX;
    const graph = having((node) => (node.id === FIX.id ? fix : node));
    const [problem, ...rest] = validateGraph(graph);
    expect(rest).toEqual([]);
    expect(problem).toMatchObject({ reason: "EndlessCycle", node: VALIDATE.id });
    expect(graph.edges[problem?.edge ?? -1]).toMatchObject({ from: FIX.id, to: VALIDATE.id });
  });

  test("may mend and follow check nodes only", () => {
    expect(reasons(having(asCheck(FIX.id, { mends: "result" })))).toEqual(["NotACheck fix"]);
    expect(reasons(having(asCheck(FIX.id, { mends: "nowhere" })))).toEqual(["NotACheck fix"]);
    expect(reasons(having(asDecision({ follows: "start" })))).toEqual(["NotACheck result"]);
  });

  test("must let a person say what was tried", () => {
    expect(reasons(having(asCheck(FIX.id, { checks: [{ id: "tried", label: "Tried" }] })))).toEqual([
      "NothingToSay fix",
    ]);
  });

  test("must wait where a person is to say something", () => {
    const checks = [{ id: "seen", label: "Seen", attestedFor: 60 }];
    const plain: GraphNode = { id: "plain", kind: "check", label: "Plain", checks };
    const graph = fixLoop();
    const edges: Edge[] = [
      ...graph.edges.map((edge) => (edge.from === "start" ? { ...edge, to: "plain" } : edge)),
      { from: "plain", to: VALIDATE.id, when: "pass" },
      { from: "plain", to: "stuck", when: "fail" },
      { from: "plain", to: "stuck", when: "inconclusive" },
    ];
    expect(reasons({ ...graph, nodes: [...graph.nodes, plain], edges })).toEqual(["NotWaiting plain"]);
    expect(reasons(having(asCheck(FIX.id, { waits: false })))).toContain("NotWaiting fix");
  });

  test("must answer every outcome it follows, and suggest only what can be chosen", () => {
    const options = [{ id: "pass", label: "All pass" }];
    expect(reasons(having(asDecision({ options })))).toEqual(["UndeclaredOutcome result", "MissingOption result"]);
    const proposal = { option: "maybe", because: "It looks like it." };
    expect(reasons(having(asDecision({ proposal })))).toEqual(["UnknownOption result"]);
  });

  test("calls for help at an end that says so", () => {
    expect(reasons({ ...fixLoop(), escalation: "done" })).toContain("NotAnEscalation done");
    expect(reasons({ ...fixLoop(), escalation: "nowhere" })).toContain("UnknownNode nowhere");
  });

  test("may reach its escalation without an edge", () => {
    const graph = fixLoop();
    const edges = graph.edges.map((edge) => (edge.to === "stuck" ? { ...edge, to: VALIDATE.id } : edge));
    expect(reasons({ ...graph, edges })).toEqual([]);
  });

  test("says which edge is wrong", () => {
    const graph = fixLoop();
    const extra: Edge[] = [
      { from: FIX.id, to: "done", when: "maybe" },
      { from: FIX.id, to: "done", when: "pass" },
      { from: "done", to: "gone", when: "x" },
    ];
    const problems = validateGraph({ ...graph, edges: [...graph.edges, ...extra] });
    const first = graph.edges.length;
    expect(problems.map(({ reason, edge }) => [reason, edge])).toEqual([
      ["UnknownNode", first + 2],
      ["UndeclaredOutcome", first],
      ["AmbiguousEdge", first + 1],
      ["UndeclaredOutcome", first + 2],
    ]);
  });
});
