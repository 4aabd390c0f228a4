import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layoutPicture } from "../../../src/picture/layout.ts";
import { placed } from "../../../src/webview/graph/sight.ts";
import { stepFrom, waysOf } from "../../../src/webview/graph/walk.ts";
import { largeGraph } from "../../webview/support/snapshots/large.ts";
import { RELEASE } from "../../webview/support/snapshots/release.ts";

const { nodes } = placed(layoutPicture(RELEASE));
const ways = waysOf(RELEASE, nodes);
const NOTHING = new Set<string>();

describe("the arrow keys", () => {
  it("follow edges down, along the way taken where there is one", () => {
    expect(stepFrom("asked", "down", ways, NOTHING)).toBe("ready");
    expect(stepFrom("roll", "down", ways, new Set(["ask"]))).toBe("ask");
    expect(stepFrom("roll", "down", ways, new Set(["watch"]))).toBe("watch");
  });

  it("go up the way that one came", () => {
    expect(stepFrom("ask", "up", ways, new Set(["watch"]))).toBe("watch");
    expect(stepFrom("ready", "up", ways, NOTHING)).toBe("asked");
    expect(stepFrom("asked", "up", ways, NOTHING)).toBeUndefined();
  });

  it("go to and fro between what one node leads to", () => {
    const right = stepFrom("restore", "right", ways, NOTHING) ?? stepFrom("restore", "left", ways, NOTHING);
    expect(right).toBe("failed");
  });

  it("never leave the graph, and left undoes right", () => {
    const graph = largeGraph(120);
    const large = waysOf(graph, placed(layoutPicture(graph)).nodes);
    const known = new Set(graph.nodes.map(({ id }) => id));
    fc.assert(
      fc.property(fc.nat(119), (index) => {
        const from = `n${index}`;
        for (const step of ["down", "up", "left", "right"] as const) {
          const to = stepFrom(from, step, large, NOTHING);
          expect(to === undefined || known.has(to)).toBe(true);
          expect(to).not.toBe(from);
        }
      }),
    );
  });
});
