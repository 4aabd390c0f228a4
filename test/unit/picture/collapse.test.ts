import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { collapsedId, collapseGroups } from "../../../src/picture/collapse.ts";
import { anyGraph, graphOf } from "./support/graphs.ts";

const GROUPS = [
  { id: "outer", label: "Outer", nodes: ["b", "c", "d"] },
  { id: "inner", label: "Inner", nodes: ["c", "d"] },
];
const GRAPH = graphOf(["a -> b", "b -> c", "c -> d", "d -> b: again", "c -> e: x", "d -> e: x", "d -> e: y"], {
  groups: GROUPS,
});

describe("a collapsed group", () => {
  test("is one node with the group's name, in the place of its first node", () => {
    const { nodes } = collapseGroups(GRAPH, new Set(["inner"]));
    expect(nodes.map(({ id }) => id)).toEqual(["a", "b", collapsedId("inner"), "e"]);
    expect(nodes[2]).toMatchObject({ label: "Inner", back: false });
  });

  test("merges edges that lead the same way with the same label, and drops those inside it", () => {
    const { edges } = collapseGroups(GRAPH, new Set(["inner"]));
    expect(edges.map(({ from, to, label }) => [from, to, label])).toEqual([
      ["a", "b", ""],
      ["b", collapsedId("inner"), ""],
      [collapsedId("inner"), "b", "again"],
      [collapsedId("inner"), "e", "x"],
      [collapsedId("inner"), "e", "y"],
    ]);
  });

  test("stays in the group around it", () => {
    const { groups } = collapseGroups(GRAPH, new Set(["inner"]));
    expect(groups).toEqual([{ id: "outer", label: "Outer", nodes: ["b", collapsedId("inner")] }]);
  });

  test("takes the groups in it along", () => {
    for (const collapsed of [["outer"], ["outer", "inner"]]) {
      const { nodes, groups } = collapseGroups(GRAPH, new Set(collapsed));
      expect(nodes.map(({ id }) => id)).toEqual(["a", collapsedId("outer"), "e"]);
      expect(groups).toEqual([]);
    }
  });

  test("is where the graph begins if its first node is in it", () => {
    const groups = [{ id: "g", label: "G", nodes: ["a"] }];
    expect(collapseGroups(graphOf(["a -> b"], { groups }), new Set(["g"])).start).toBe(collapsedId("g"));
  });

  test("is part of the way back only if all of it is", () => {
    const nodes = GRAPH.nodes.map((node) => ({ ...node, back: node.id === "c" }));
    expect(collapseGroups({ ...GRAPH, nodes }, new Set(["inner"])).nodes[2]?.back).toBe(false);
  });

  test("leaves the graph as it is where no such group is known", () => {
    expect(collapseGroups(GRAPH, new Set(["none"]))).toBe(GRAPH);
  });

  test("leaves every edge between nodes that are still there, whatever is collapsed", () => {
    fc.assert(
      fc.property(anyGraph, fc.array(fc.nat({ max: 3 })), (graph, places) => {
        const known = new Set(graph.nodes.map(({ id }) => id));
        const collapsed = new Set(places.flatMap((place) => graph.groups[place]?.id ?? []));
        const whole = { ...graph, edges: graph.edges.filter(({ from, to }) => known.has(from) && known.has(to)) };
        const { nodes, edges } = collapseGroups(whole, collapsed);
        const left = new Set(nodes.map(({ id }) => id));
        expect(left.size).toBe(nodes.length);
        for (const { from, to } of edges) expect(left.has(from) && left.has(to)).toBe(true);
      }),
    );
  });
});
