import { describe, expect, test } from "vitest";
import type { Edge, Graph, GraphNode } from "../../../../src/core/graph/graph.ts";
import { knots } from "../../../../src/core/graph/knots.ts";
import { goodWay } from "../../../../src/core/graph/mainPath.ts";
import { validateGraph } from "../../../../src/core/graph/validate.ts";
import { edgeFor, nodeOf } from "../../../../src/core/graph/walk.ts";

const COUNT = 10_000;

function id(index: number): string {
  return `check-${index}`;
}

/** A chain of check nodes, each of which leads back to the one before where it fails. */
function chain(limit?: number): Graph {
  const nodes: GraphNode[] = [{ id: "start", kind: "start", label: "Start" }];
  const edges: Edge[] = [{ from: "start", to: id(0), when: "started" }];
  for (let index = 0; index < COUNT; index += 1) {
    const before = id(Math.max(0, index - 1));
    const counted = limit === undefined ? {} : { limit };
    nodes.push({ id: id(index), kind: "check", label: `Check ${index}`, checks: [], ...counted });
    edges.push({ from: id(index), to: index === COUNT - 1 ? "end" : id(index + 1), when: "pass" });
    edges.push({ from: id(index), to: before, when: "fail" });
    edges.push({ from: id(index), to: before, when: "inconclusive" });
  }
  nodes.push({ id: "end", kind: "end", label: "End", outcome: "completed" });
  return { id: "g", title: "G", start: "start", nodes, edges };
}

describe("a graph of ten thousand nodes in which every node is on a cycle", () => {
  test("is sound where the cycles are counted", () => {
    expect(validateGraph(chain(3))).toEqual([]);
  });

  test("is refused once for all cycles that hang together, with an edge that closes one", () => {
    const graph = chain();
    const problems = validateGraph(graph);
    expect(problems.map(({ reason, node }) => `${reason} ${node}`)).toEqual(["EndlessCycle check-0"]);
    expect(graph.edges[problems[0]?.edge ?? -1]).toMatchObject({ to: "check-0" });
  });

  test("is walked along its main path without looking at each node for each step", () => {
    const graph = chain(3);
    expect(goodWay(graph, graph.start)).toHaveLength(COUNT + 2);
    expect(nodeOf(graph, "check-9999")?.label).toBe("Check 9999");
    expect(edgeFor(graph, "check-9999", "pass")?.to).toBe("end");
  });

  test("has no knot that is too deep to be found", () => {
    const ring = Array.from({ length: 100_000 }, (_one, index) => ({
      from: `${index}`,
      to: `${(index + 1) % 100_000}`,
      when: "x",
    }));
    expect(knots(ring).map((knot) => knot.size)).toEqual([100_000]);
  });
});
