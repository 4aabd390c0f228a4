import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Fault } from "../../../../src/base/result.ts";
import { type LookEnd, nextLook } from "../../../../src/core/github/nextLook.ts";

const NOW = 1_000_000;

function end(over: Partial<LookEnd> = {}): LookEnd {
  return { now: NOW, pace: {}, failures: 0, chance: 0, ...over };
}

function failed(reason: string, over: Partial<LookEnd> = {}, until?: number): LookEnd {
  return end({ failures: 1, fault: new Fault(reason, "It failed.", { facts: { until } }), ...over });
}

function waits(chance: number): number[] {
  return [1, 2, 3, 10, 1000].map((failures) => (nextLook(failed("Unreachable", { failures, chance })) ?? 0) - NOW);
}

describe("While all is well", () => {
  test("half a minute", () => {
    expect(nextLook(end())).toBe(NOW + 30_000);
    expect(nextLook(end({ pace: { remaining: 5000, resetAt: NOW + 3_600_000 } }))).toBe(NOW + 30_000);
  });

  test("as seldom as GitHub asks for", () => {
    expect(nextLook(end({ pace: { pollSeconds: 60 } }))).toBe(NOW + 60_000);
  });

  test("more seldom where few requests are left", () => {
    expect(nextLook(end({ pace: { remaining: 200, resetAt: NOW + 3_600_000 } }))).toBe(NOW + 360_000);
    expect(nextLook(end({ pace: { remaining: 3, resetAt: NOW + 60_000 } }))).toBe(NOW + 60_000);
    expect(nextLook(end({ pace: { remaining: 3, resetAt: NOW - 1 } }))).toBe(NOW + 30_000);
  });
});

describe("After a look that failed", () => {
  test("a refused sign-in: only when a person has signed in", () => {
    expect(nextLook(failed("SignedOut"))).toBeUndefined();
  });

  test("a limit: not before its time", () => {
    expect(nextLook(failed("RateLimited", { chance: 0 }, NOW + 900_000))).toBe(NOW + 900_000);
    expect(nextLook(failed("RateLimited", { chance: 1 }, NOW + 900_000))).toBe(NOW + 905_000);
  });

  test("a limit that comes again and again: later each time", () => {
    expect(nextLook(failed("RateLimited", { failures: 2 }, NOW + 60_000))).toBe(NOW + 60_000);
    expect(nextLook(failed("RateLimited", { failures: 7 }, NOW + 60_000))).toBe(NOW + 160_000);
  });

  test("what may not be seen: after ten minutes", () => {
    expect(nextLook(failed("NotAllowed"))).toBe(NOW + 600_000);
  });

  test("anything else: later and later, to ten minutes at most, and never all at one time", () => {
    expect(waits(1)).toEqual([5000, 10_000, 20_000, 600_000, 600_000]);
    expect(waits(0)).toEqual([2500, 5000, 10_000, 300_000, 300_000]);
  });
});

test("whatever GitHub says, nobody asks more than once in two seconds, nor forgets to", () => {
  const pace = fc.record(
    { remaining: fc.nat(), limit: fc.nat(), resetAt: fc.integer(), pollSeconds: fc.nat(3600) },
    { requiredKeys: [] },
  );
  const reason = fc.constantFrom("Unreachable", "RateLimited", "TimedOut", "BadAnswer", "Gone");
  fc.assert(
    fc.property(
      pace,
      fc.option(reason),
      fc.integer({ min: 1, max: 5000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (given, why, failures, chance) => {
        const over = { pace: given, failures, chance };
        const next = nextLook(why === null ? end(over) : failed(why, over)) ?? Number.NaN;
        expect(next).toBeGreaterThanOrEqual(NOW + 2000);
        expect(next).toBeLessThanOrEqual(NOW + 3_600_000);
      },
    ),
  );
});
