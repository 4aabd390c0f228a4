import { describe, expect, it } from "vitest";
import { Sequencer, SingleFlight, deferred } from "../../../src/base/async.ts";

describe("a sequencer", () => {
  it("starts a task only when the one before has ended, whichever way it ended", async () => {
    const sequencer = new Sequencer();
    const seen: string[] = [];
    const gate = deferred<void>();
    const first = sequencer.run(async () => {
      await gate.promise;
      seen.push("first");
      throw new Error("first failed");
    });
    const second = sequencer.run(async () => void seen.push("second"));
    gate.resolve();
    await expect(first).rejects.toThrow("first failed");
    await second;
    expect(seen).toEqual(["first", "second"]);
  });
});

describe("a single flight", () => {
  it("shares the flight that is under way and starts anew afterwards", async () => {
    const flight = new SingleFlight<number>();
    let starts = 0;
    const start = async (): Promise<number> => ++starts;
    expect(await Promise.all([flight.run(start), flight.run(start)])).toEqual([1, 1]);
    expect(await flight.run(start)).toBe(2);
  });
});
