import { describe, expect, it } from "vitest";
import { Fault } from "../../../src/base/result.ts";
import { EXIT, exitCodeAfter, exitCodeFor, exitCodeOf, worstOf } from "../../../src/cli/exitCode.ts";

describe("exit codes", () => {
  it("keep their numbers", () => {
    expect(EXIT).toEqual({ ok: 0, failed: 1, badInput: 2, refused: 3, unreachable: 4, pending: 5, nothing: 6 });
  });

  it.each([
    ["ConfigMissing", 2],
    ["BadVersion", 2],
    ["RunNotFound", 2],
    ["NotConfirmed", 3],
    ["EnvironmentBusy", 3],
    ["Forbidden", 4],
    ["Unreachable", 4],
    ["NoGuard", 3],
    ["RequestGone", 3],
    ["NoAnswer", 5],
    ["ReadOnly", 3],
    ["BadTemplate", 2],
    ["NothingDeployable", 6],
    ["SomethingElse", 1],
  ])("say what kind of fault %s is", (reason, code) => {
    expect(exitCodeOf(new Fault(reason, "It did not work."))).toBe(code);
  });

  it("are those of the worst rollout", () => {
    expect(exitCodeFor(["Current", "Current"])).toBe(0);
    expect(exitCodeFor(["Current", "InProgress"])).toBe(5);
    expect(exitCodeFor(["InProgress", "Failed", "Current"])).toBe(1);
    expect(exitCodeFor(["ScaledToZero"])).toBe(1);
  });

  it("come in one order, whichever environment is written first", () => {
    for (const codes of [[5, 1, 2, 4] as const, [4, 2, 1, 5] as const]) {
      expect(worstOf(codes)).toBe(4);
      expect(worstOf(codes.filter((code) => code !== 4))).toBe(2);
      expect(worstOf(codes.filter((code) => code === 1 || code === 5))).toBe(1);
    }
    expect(worstOf([0, 5])).toBe(5);
    expect(worstOf([])).toBe(0);
  });

  it("tell how a run ended", () => {
    expect(["completed", "rolled-back", "rejected", "blocked"].map((one) => exitCodeAfter(one as "completed"))).toEqual(
      [0, 1, 3, 3],
    );
  });
});
