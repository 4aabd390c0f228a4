import { describe, expect, test } from "vitest";
import { ManualClock } from "../../../src/base/clock.ts";
import { Bell } from "../../../src/engine/bell.ts";

describe("the bell a run waits by", () => {
  test("ends a wait when it rings", async () => {
    const bell = new Bell();
    const waiting = bell.wait(new ManualClock());
    bell.ring();
    await expect(waiting).resolves.toBeUndefined();
  });

  test("keeps a ring that came while nobody waited", async () => {
    const bell = new Bell();
    bell.ring();
    await expect(bell.wait(new ManualClock())).resolves.toBeUndefined();
  });

  test("ends a wait at its time, and leaves no timer behind where it rang before", async () => {
    const clock = new ManualClock();
    const bell = new Bell();
    const timed = bell.wait(clock, clock.now() + 1000);
    clock.advance(1000);
    await expect(timed).resolves.toBeUndefined();
    bell.reset();
    const rung = bell.wait(clock, clock.now() + 1000);
    bell.ring();
    await rung;
    expect(clock.nextDue).toBeUndefined();
  });
});
