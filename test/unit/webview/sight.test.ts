import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { overlap } from "../../../src/picture/geometry.ts";
import { layoutPicture } from "../../../src/picture/layout.ts";
import { nodeAt, placed, sight } from "../../../src/webview/graph/sight.ts";
import { largeGraph } from "../../webview/support/snapshots/large.ts";

const graph = largeGraph(120);
const all = placed(layoutPicture(graph));

describe("what is in sight", () => {
  it("is every node that touches the window, and no other", () => {
    fc.assert(
      fc.property(
        fc.record({ x: fc.nat(3000), y: fc.nat(3000), width: fc.nat(900), height: fc.nat(900) }),
        (within) => {
          const seen = new Set(sight(all, within).nodes);
          for (const [id, box] of all.nodes) expect(seen.has(id)).toBe(overlap(box, within));
        },
      ),
    );
  });

  it("is an edge that passes through, though both of its ends are elsewhere", () => {
    const long = placed({
      width: 100,
      height: 1000,
      nodes: {},
      groups: {},
      edges: [
        {
          points: [
            { x: 50, y: 0 },
            { x: 50, y: 1000 },
          ],
        },
        { points: [] },
      ],
    });
    expect(sight(long, { x: 0, y: 400, width: 100, height: 100 }).edges).toEqual([0]);
    expect(sight(long, { x: 60, y: 400, width: 30, height: 100 }).edges).toEqual([]);
  });

  it("finds the node under a point, and none beside it", () => {
    for (const [id, { x, y, width, height }] of all.nodes) {
      expect(nodeAt(all, { x: x + width / 2, y: y + height / 2 })).toBe(id);
    }
    expect(nodeAt(all, { x: -1, y: -1 })).toBeUndefined();
  });
});
