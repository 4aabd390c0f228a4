import { describe, expect, it } from "vitest";
import { Emitter } from "../../../src/base/event.ts";

describe("an emitter", () => {
  it("calls listeners in the order they came, until they are disposed", () => {
    const emitter = new Emitter<number>();
    const seen: string[] = [];
    const first = emitter.event((value) => seen.push(`first ${value}`));
    emitter.event((value) => seen.push(`second ${value}`));
    emitter.fire(1);
    first.dispose();
    emitter.fire(2);
    expect(seen).toEqual(["first 1", "second 1", "second 2"]);
  });

  it("goes on to the next listener when one throws", () => {
    const errors: unknown[] = [];
    const emitter = new Emitter<void>((error) => errors.push(error));
    const seen: string[] = [];
    emitter.event(() => {
      throw new Error("first");
    });
    emitter.event(() => seen.push("second"));
    emitter.fire();
    expect(seen).toEqual(["second"]);
    expect(errors).toEqual([new Error("first")]);
  });

  it("keeps two subscriptions of the same function apart", () => {
    const emitter = new Emitter<void>();
    let calls = 0;
    const listener = (): void => void calls++;
    emitter.event(listener);
    emitter.event(listener).dispose();
    emitter.fire();
    expect(calls).toBe(1);
  });
});
