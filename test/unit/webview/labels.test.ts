import { describe, expect, it } from "vitest";
import { briefLabel } from "../../../src/webview/graph/briefLabel.ts";
import { calloutPoint, calloutSide } from "../../../src/webview/graph/calloutPlace.ts";

const node = { x: 100, y: 100, width: 120, height: 40 };

describe("labels from far away", () => {
  it("reach out of their shape where there is room, and end early where there is none", () => {
    const free = briefLabel("Restore the last verified template of web", node, [node], 0.4);
    const left = { ...node, x: -30 };
    const right = { ...node, x: 230 };
    const tight = briefLabel("Restore the last verified template of web", node, [left, node, right], 0.4);
    expect(tight.lines.join(" ").length).toBeLessThan(free.lines.join(" ").length);
    expect(tight.lines.at(-1)).toMatch(/…$/u);
  });

  it("grow as the picture shrinks, so that they stay as large on the screen", () => {
    expect(briefLabel("Gate", node, [], 0.2).size * 0.2).toBeCloseTo(briefLabel("Gate", node, [], 0.4).size * 0.4);
  });
});

describe("the note of what blocks", () => {
  it("stands on the side where it covers the fewest nodes", () => {
    const right = { x: 260, y: 100, width: 120, height: 40 };
    expect(calloutSide(node, [node], 1)).toBe("right");
    expect(calloutSide(node, [node, right], 1)).toBe("left");
    expect(calloutPoint("left", node, 1).x).toBeLessThan(node.x);
  });
});
