import { describe, expect, test } from "vitest";
import { Fault, reasonOf } from "../../../src/base/result.ts";

describe("a fault", () => {
  test("is known across bundles, each of which has its own copy of the class", () => {
    const foreign = Object.assign(new Error("No answer."), { name: "Fault", reason: "Unreachable", facts: {} });
    expect(foreign).toBeInstanceOf(Fault);
    expect(reasonOf(foreign)).toBe("Unreachable");
  });

  test("is no other error", () => {
    expect(reasonOf(new TypeError("x"))).toBe("Unexpected");
    expect(new Error("x")).not.toBeInstanceOf(Fault);
    expect({ name: "Fault", reason: "x", facts: {} }).not.toBeInstanceOf(Fault);
  });
});
