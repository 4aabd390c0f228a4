import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ManualClock, delay, parseTimestamp, timestamp } from "../../../src/base/clock.ts";

describe("a manual clock", () => {
  it("runs timers in the order of their due times, each at its own moment", () => {
    const clock = new ManualClock(0);
    const seen: [string, number][] = [];
    clock.after(20, () => seen.push(["late", clock.now()]));
    clock.after(10, () => seen.push(["early", clock.now()]));
    clock.advance(30);
    expect(seen).toEqual([
      ["early", 10],
      ["late", 20],
    ]);
    expect(clock.now()).toBe(30);
  });

  it("runs timers that were set by timers, if they fall due in the same stretch", () => {
    const clock = new ManualClock(0);
    const seen: number[] = [];
    clock.after(5, () => clock.after(5, () => seen.push(clock.now())));
    clock.advance(9);
    expect(seen).toEqual([]);
    clock.advance(1);
    expect(seen).toEqual([10]);
  });

  it("never runs a timer that was disposed", () => {
    const clock = new ManualClock(0);
    clock.after(5, () => expect.unreachable()).dispose();
    clock.advance(10);
    expect(clock.nextDue).toBeUndefined();
  });

  it("resolves a delay when its time has come", async () => {
    const clock = new ManualClock(0);
    const waiting = delay(clock, 10);
    clock.advance(10);
    await expect(waiting).resolves.toBeUndefined();
  });
});

describe("timestamps", () => {
  it("print and parse back to the same millisecond", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (ms) => {
        expect(parseTimestamp(timestamp(ms))).toBe(ms);
      }),
    );
  });

  it("are undefined where the text is no date", () => {
    expect(parseTimestamp("soon")).toBeUndefined();
    expect(parseTimestamp(undefined)).toBeUndefined();
  });
});
