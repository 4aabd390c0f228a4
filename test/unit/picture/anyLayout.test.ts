import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { holds, overlap } from "../../../src/picture/geometry.ts";
import { layoutPicture } from "../../../src/picture/layout.ts";
import { anyGraph } from "./support/graphs.ts";
import { boxOf, crosses, distanceToBorder, grown, shrunk, SLACK, smallestGroup } from "./support/measures.ts";

describe("the layout of any graph", () => {
  test("has a box for every node, and none over another", () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const boxes = graph.nodes.map(({ id }) => boxOf(layoutPicture(graph).nodes, id));
        for (const [index, box] of boxes.entries()) {
          for (const other of boxes.slice(index + 1)) expect(overlap(shrunk(box), shrunk(other))).toBe(false);
        }
      }),
    );
  });

  test("lets every edge begin and end on the outlines of its nodes", () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const layout = layoutPicture(graph);
        const known = new Set(graph.nodes.map(({ id }) => id));
        expect(layout.edges).toHaveLength(graph.edges.length);
        for (const [place, { from, to }] of graph.edges.entries()) {
          const points = layout.edges[place]?.points ?? [];
          expect(points.length > 0).toBe(known.has(from) && known.has(to));
          // A loop meets its node at the side, which its own example shows.
          if (points.length === 0 || from === to) continue;
          expect(distanceToBorder(graph, layout, from, points[0])).toBeLessThan(SLACK);
          expect(distanceToBorder(graph, layout, to, points.at(-1))).toBeLessThan(SLACK);
        }
      }),
    );
  });

  test("leads no edge through a node", () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const layout = layoutPicture(graph);
        for (const [place, { points }] of layout.edges.entries()) {
          const { from, to } = graph.edges[place]!;
          const others = graph.nodes.filter(({ id }) => id !== from && id !== to);
          const boxes = others.map(({ id }) => shrunk(boxOf(layout.nodes, id), 1));
          for (const [index, point] of points.slice(1).entries()) {
            for (const box of boxes) expect(crosses(points[index] ?? point, point, box)).toBe(false);
          }
        }
      }),
    );
  });

  test("keeps labels apart from nodes and from each other", () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const layout = layoutPicture(graph);
        const labels = layout.edges.flatMap(({ label }) => label ?? []).map((box) => shrunk(box));
        const boxes = [...labels, ...graph.nodes.map(({ id }) => shrunk(boxOf(layout.nodes, id)))];
        for (const [index, label] of labels.entries()) {
          for (const other of boxes.slice(index + 1)) expect(overlap(label, other)).toBe(false);
        }
      }),
    );
  });

  test("lets a group hold its nodes and no other ones, and groups lie within or beside each other", () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const layout = layoutPicture(graph);
        const groups = Object.values(layout.groups);
        for (const [index, group] of graph.groups.entries()) {
          const box = Object.hasOwn(layout.groups, group.id) ? layout.groups[group.id] : undefined;
          if (box === undefined) continue;
          for (const { id } of graph.nodes) {
            const node = boxOf(layout.nodes, id);
            const inside = holds(grown(box), node);
            const wanted = smallestGroup(graph, id) === index || (inside && group.nodes.includes(id));
            expect(inside).toBe(wanted);
            expect(inside || !overlap(box, shrunk(node))).toBe(true);
          }
          for (const other of groups) {
            const nested = holds(grown(box), other) || holds(grown(other), box);
            expect(nested || !overlap(shrunk(box), shrunk(other))).toBe(true);
          }
        }
      }),
    );
  });

  test("keeps everything within the picture, with numbers everywhere", () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const layout = layoutPicture(graph);
        const picture = { x: 0, y: 0, width: layout.width, height: layout.height };
        const points = layout.edges.flatMap((edge) => edge.points).map((point) => ({ ...point, width: 0, height: 0 }));
        const labels = layout.edges.flatMap(({ label }) => label ?? []);
        for (const box of [...Object.values(layout.nodes), ...Object.values(layout.groups), ...points, ...labels]) {
          expect(holds(picture, box)).toBe(true);
        }
      }),
    );
  });

  test("is the same each time", () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        expect(layoutPicture(structuredClone(graph))).toEqual(layoutPicture(graph));
      }),
    );
  });
});
