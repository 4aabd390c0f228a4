import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  centred,
  fitted,
  opening,
  paneAt,
  panned,
  pictureAt,
  showing,
  sightOf,
  zoomed,
} from "../../../src/webview/graph/camera.ts";

const pane = { width: 800, height: 600 };
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const view = fc.record({ x: number(-5000, 5000), y: number(-5000, 5000), scale: number(0.01, 3) });
const point = fc.record({ x: number(0, 800), y: number(0, 600) });
const box = fc.record({
  x: number(-5000, 5000),
  y: number(-5000, 5000),
  width: number(1, 300),
  height: number(1, 100),
});

describe("the camera", () => {
  it("fits a large picture whole and never draws a small one larger than it is", () => {
    const large = fitted({ width: 4000, height: 1000 }, pane);
    const seen = sightOf(large, pane);
    expect(seen.x).toBeLessThanOrEqual(0);
    expect(seen.x + seen.width).toBeGreaterThanOrEqual(4000);
    expect(fitted({ width: 100, height: 100 }, pane).scale).toBe(1);
  });

  it("begins at the whole picture, or at the run where the whole would tell nothing", () => {
    const here = { x: 100, y: 50_000, width: 100, height: 40 };
    expect(opening({ width: 1000, height: 1000 }, pane, here)).toEqual(fitted({ width: 1000, height: 1000 }, pane));
    const { scale } = opening({ width: 1000, height: 80_000 }, pane, here);
    expect(opening({ width: 1000, height: 80_000 }, pane, here)).toEqual(centred(here, pane, scale));
    expect(scale).toBeGreaterThan(0.5);
    expect(opening({ width: 1000, height: 80_000 }, pane, undefined).scale).toBeLessThan(0.01);
  });

  it("keeps what lies under the pointer there while it zooms", () => {
    fc.assert(
      fc.property(view, point, number(0.2, 5), (at, pointer, factor) => {
        const before = pictureAt(at, pointer);
        const after = paneAt(zoomed(at, factor, pointer), before);
        expect(after.x).toBeCloseTo(pointer.x, 4);
        expect(after.y).toBeCloseTo(pointer.y, 4);
      }),
    );
  });

  it("moves the picture by as many pixels as the hand", () => {
    fc.assert(
      fc.property(view, point, number(-500, 500), number(-500, 500), (at, pointer, dx, dy) => {
        const after = paneAt(panned(at, dx, dy), pictureAt(at, pointer));
        expect(after.x).toBeCloseTo(pointer.x + dx, 4);
        expect(after.y).toBeCloseTo(pointer.y + dy, 4);
      }),
    );
  });

  it("brings a box into sight that fits there, and moves nothing where it is in sight already", () => {
    fc.assert(
      fc.property(view, box, (at, target) => {
        const scaled = { ...at, scale: Math.min(at.scale, 1) };
        const once = showing(scaled, target, pane);
        const seen = sightOf(once, pane);
        expect(seen.x).toBeLessThanOrEqual(target.x);
        expect(seen.y).toBeLessThanOrEqual(target.y);
        expect(seen.x + seen.width).toBeGreaterThanOrEqual(target.x + target.width);
        expect(seen.y + seen.height).toBeGreaterThanOrEqual(target.y + target.height);
        const twice = showing(once, target, pane);
        expect(twice.x).toBeCloseTo(once.x, 6);
        expect(twice.y).toBeCloseTo(once.y, 6);
      }),
    );
  });
});
