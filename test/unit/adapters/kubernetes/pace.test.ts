import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ManualClock } from "../../../../src/base/clock.ts";
import { backOff, pause, silenceGuard } from "../../../../src/adapters/kubernetes/pace.ts";

describe("backing off", () => {
  it("doubles from a second to a minute, with up to half taken off at random", () => {
    expect([0, 1, 2, 5, 6, 100].map((failures) => backOff(failures, () => 0.999_999))).toEqual(
      [1, 2, 4, 32, 60, 60].map((seconds) => expect.closeTo(seconds * 1000, -1)),
    );
    const uniform = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.nat(200), uniform, (failures, random) => {
        const ms = backOff(failures, () => random);
        expect(ms).toBeGreaterThanOrEqual(500);
        expect(ms).toBeLessThanOrEqual(60_000);
      }),
    );
  });
});

describe("pausing", () => {
  it("ends when the time is over, or at once when stopped", async () => {
    const clock = new ManualClock();
    const stop = new AbortController();
    const over = pause(clock, 1000, new AbortController().signal);
    const stopped = pause(clock, 1000, stop.signal);
    stop.abort();
    await stopped;
    clock.advance(1000);
    await over;
    expect(clock.nextDue).toBeUndefined();
  });
});

describe("guarding against silence", () => {
  it("cries once, when nothing was heard for the whole time", () => {
    const clock = new ManualClock();
    let cries = 0;
    const guard = silenceGuard(clock, 1000, () => cries++);
    clock.advance(900);
    guard.touch();
    clock.advance(900);
    expect(cries).toBe(0);
    clock.advance(100);
    expect(cries).toBe(1);
    clock.advance(10_000);
    expect(cries).toBe(1);
  });

  it("is quiet once it is disposed", () => {
    const clock = new ManualClock();
    const guard = silenceGuard(clock, 1000, () => expect.unreachable());
    clock.advance(500);
    guard.touch();
    clock.advance(600);
    guard.dispose();
    clock.advance(10_000);
    expect(clock.nextDue).toBeUndefined();
  });
});
