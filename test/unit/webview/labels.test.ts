import { describe, expect, it } from "vitest";
import { briefLabel } from "../../../src/webview/graph/briefLabel.ts";
import { calloutPoint, calloutSide } from "../../../src/webview/graph/calloutPlace.ts";

const RESTORE = { kind: "action", label: "Restore the last verified template of web" } as const;
const GATE = { kind: "check", label: "Gate" } as const;
const node = { x: 100, y: 100, width: 120, height: 40 };

describe("labels from far away", () => {
  it("stretch their shape where there is room, and end early where there is none", () => {
    const free = briefLabel(RESTORE, node, [node], 0.4);
    const left = { ...node, x: -30 };
    const right = { ...node, x: 230 };
    const tight = briefLabel(RESTORE, node, [left, node, right], 0.4);
    expect(tight.lines.join(" ").length).toBeLessThan(free.lines.join(" ").length);
    expect(tight.lines.at(-1)).toMatch(/…$/u);
  });

  it("stand in a shape that is never smaller than the node's own", () => {
    const { box } = briefLabel(RESTORE, node, [node], 0.4);
    expect(box.width).toBeGreaterThan(node.width);
    expect(box.x + box.width / 2).toBeCloseTo(node.x + node.width / 2);
    expect(briefLabel(GATE, node, [node], 1).box).toEqual(node);
  });

  it("grow as the picture shrinks, so that they stay as large on the screen", () => {
    expect(briefLabel(GATE, node, [], 0.2).size * 0.2).toBeCloseTo(briefLabel(GATE, node, [], 0.4).size * 0.4);
  });
});

describe("the note of what blocks", () => {
  it("stands on the side where it covers the fewest nodes", () => {
    const right = { x: 260, y: 100, width: 120, height: 40 };
    expect(calloutSide(node, [node], 1)).toBe("right");
    expect(calloutSide(node, [node, right], 1)).toBe("left");
    expect(calloutPoint("left", node, 1).x).toBeLessThan(node.x);
  });

  it("rather covers a node than that it is cut off", () => {
    const seen = { x: 0, y: 0, width: 700, height: 130 };
    const right = { x: 260, y: 100, width: 120, height: 40 };
    expect(calloutSide({ ...node, y: 50 }, [{ ...right, y: 50 }], 1, seen)).toBe("right");
  });
});
