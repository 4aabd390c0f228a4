import { describe, expect, test } from "vitest";
import { holds, overlap } from "../../../src/picture/geometry.ts";
import { type Layout, layoutPicture } from "../../../src/picture/layout.ts";
import { graphOf } from "./support/graphs.ts";
import { boxOf } from "./support/measures.ts";

describe("the layout", () => {
  test("goes from top to bottom", () => {
    const { nodes } = layoutPicture(graphOf(["a -> b", "b -> c", "a -> c"]));
    expect(["a", "b", "c"].map((id) => boxOf(nodes, id).y)).toEqual(
      ["a", "b", "c"].map((id) => boxOf(nodes, id).y).toSorted((one, other) => one - other),
    );
  });

  test("stands a chain exactly below its beginning, with straight edges", () => {
    const { nodes, edges } = layoutPicture(graphOf(["a -> bb", "bb -> ccc"]));
    const middles = Object.values(nodes).map(({ x, width }) => x + width / 2);
    expect(new Set(middles).size).toBe(1);
    expect(edges.map(({ points }) => points.length)).toEqual([2, 2]);
  });

  test("leads the edge that closes a cycle back up", () => {
    const { nodes, edges } = layoutPicture(graphOf(["a -> b", "b -> c", "c -> a: again"]));
    expect(boxOf(nodes, "c").y).toBeGreaterThan(boxOf(nodes, "a").y);
    const [first, last] = [edges[2]?.points[0], edges[2]?.points.at(-1)];
    expect(first?.y).toBeGreaterThan(last?.y ?? Infinity);
  });

  test("draws edges with labels that lead the same way as one line with all the labels", () => {
    const { edges } = layoutPicture(graphOf(["a -> b", "a -> b: failed", "a -> b: too late"]));
    expect(edges.map(({ label }) => label?.lines)).toEqual([undefined, ["failed, too late"], undefined]);
    expect(edges[2]?.points).toEqual(edges[1]?.points);
    expect(edges[0]?.points).not.toEqual(edges[1]?.points);
  });

  test("leads an edge from a node to itself around its right side, each further out than the one before", () => {
    const { nodes, edges } = layoutPicture(graphOf(["a -> a", "a -> a: wait", "a -> b"]));
    const right = boxOf(nodes, "a").x + boxOf(nodes, "a").width;
    const reach = edges.slice(0, 2).map(({ points }) => Math.max(...points.map(({ x }) => x)));
    expect(reach[0]).toBeGreaterThan(right);
    expect(reach[1]).toBeGreaterThan(reach[0] ?? Infinity);
  });

  test("keeps the way back together and apart from the way forward", () => {
    const graph = graphOf(["a -> b", "b -> c", "b -> r1", "r1 -> r2", "r2 -> c", "c -> d"]);
    const nodes = graph.nodes.map((node) => ({ ...node, back: node.id.startsWith("r") }));
    const layout = layoutPicture({ ...graph, nodes });
    const back = ["r1", "r2"].map((id) => boxOf(layout.nodes, id));
    const column = {
      left: Math.min(...back.map(({ x }) => x)),
      right: Math.max(...back.map(({ x, width }) => x + width)),
    };
    const [top, bottom] = [back[0]?.y ?? 0, (back[1]?.y ?? 0) + (back[1]?.height ?? 0)];
    for (const id of ["a", "b", "c", "d"]) {
      const { x, width, y } = boxOf(layout.nodes, id);
      const beside = x + width <= column.left || x >= column.right;
      expect(beside || y < top || y > bottom).toBe(true);
    }
  });

  test("lets edges meet a node apart from each other", () => {
    const { edges } = layoutPicture(graphOf(["a", "b", "c", "d", "e"].map((from) => `${from} -> z: ${from}`)));
    const ends = edges.map(({ points }) => points.at(-1)?.x ?? 0).toSorted((one, other) => one - other);
    for (const [index, end] of ends.slice(1).entries()) expect(end - (ends[index] ?? end)).toBeGreaterThan(8);
  });

  test("stands parts without a link beside each other", () => {
    const { nodes } = layoutPicture(graphOf(["a -> b", "x -> y"]));
    expect(boxOf(nodes, "x").x).toBeGreaterThan(boxOf(nodes, "a").x + boxOf(nodes, "a").width);
    expect(boxOf(nodes, "x").y).toBe(boxOf(nodes, "a").y);
  });

  test("puts a node into the smallest of its groups, within the larger one", () => {
    const groups = [
      { id: "all", label: "All", nodes: ["a", "b", "c"] },
      { id: "few", label: "Few", nodes: ["b", "c"] },
    ];
    const layout = layoutPicture(graphOf(["a -> b", "b -> c", "c -> d"], { groups }));
    const [all, few] = [boxOf(layout.groups, "all"), boxOf(layout.groups, "few")];
    expect(holds(all, few)).toBe(true);
    expect(holds(few, boxOf(layout.nodes, "c"))).toBe(true);
    expect(holds(few, boxOf(layout.nodes, "a"))).toBe(false);
    expect(overlap(all, boxOf(layout.nodes, "d"))).toBe(false);
  });

  test("leaves what was there in its order when a node comes at the end", () => {
    const lines = ["a -> b", "a -> c", "a -> d", "b -> e", "c -> e", "d -> e"];
    const before = layoutPicture(graphOf(lines));
    const after = layoutPicture(graphOf([...lines, "e -> f"]));
    expect(fromLeft(after, ["b", "c", "d"])).toEqual(fromLeft(before, ["b", "c", "d"]));
  });

  test("is empty where the graph is", () => {
    expect(layoutPicture(graphOf([]))).toMatchObject({ nodes: {}, edges: [], groups: {} });
  });
});

describe("the layout of ten thousand nodes", () => {
  test.each([
    ["in a chain", (index: number) => [`n${index} -> n${index + 1}`]],
    [
      "in a chain with ways back to the first",
      (index: number) => [`n${index} -> n${index + 1}`, `n${index + 1} -> n0: again`],
    ],
    ["all after the first", (index: number) => [`n0 -> n${index + 1}`]],
    ["apart", (index: number) => [`n${index}`]],
  ])("comes to an end: %s", (_, linesOf) => {
    const graph = graphOf(Array.from({ length: 10_000 }, (__, index) => linesOf(index)).flat());
    expect(Object.keys(layoutPicture(graph).nodes)).toHaveLength(graph.nodes.length);
  });

  test("comes to an end with ten thousand groups within each other", () => {
    const groups = Array.from({ length: 10_000 }, (_, index) => ({ id: `g${index}`, label: "G", nodes: ["a"] }));
    expect(layoutPicture(graphOf(["a -> b"], { groups })).nodes).toHaveProperty("a");
  });
});

function fromLeft({ nodes }: Layout, ids: readonly string[]): readonly string[] {
  return ids.toSorted((one, other) => boxOf(nodes, one).x - boxOf(nodes, other).x);
}
