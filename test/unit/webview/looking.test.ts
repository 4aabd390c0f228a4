import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FRESH, keptFrom, lookingAt, withLooking } from "../../../src/webview/state/looking.ts";

const EMPTY = { version: 1, graphs: [], shown: "run" };

describe("what a panel keeps of where a person looked", () => {
  it("comes back for the same graph and for no other", () => {
    const looking = {
      ...FRESH,
      view: { x: 1, y: 2, scale: 0.5 },
      selected: "gate",
      collapsed: ["way-back"],
      follow: true,
    };
    const stored = JSON.parse(JSON.stringify(withLooking(keptFrom(undefined, "run"), "one", looking))) as unknown;
    expect(lookingAt(keptFrom(stored, "run"), "one")).toEqual(looking);
    expect(lookingAt(keptFrom(stored, "run"), "two")).toEqual(FRESH);
    expect(stored).toMatchObject({ shown: "run" });
  });

  it("is forgotten where it has another shape", () => {
    fc.assert(
      fc.property(fc.anything(), (stored) => {
        expect(keptFrom(stored, "run").graphs.every(([, looking]) => Array.isArray(looking.collapsed))).toBe(true);
      }),
    );
    expect(keptFrom({ version: 1, graphs: [["one", { ...FRESH, view: { x: "1" } }]] }, "run")).toEqual(EMPTY);
    expect(keptFrom({ version: 2, graphs: [] }, "run")).toEqual(EMPTY);
  });

  it("remembers the last few graphs only", () => {
    let kept = keptFrom(undefined, undefined);
    for (let index = 0; index < 20; index += 1) kept = withLooking(kept, `graph ${index}`, FRESH);
    expect(kept.graphs.length).toBe(8);
    expect(kept.graphs.at(-1)?.[0]).toBe("graph 19");
  });
});
