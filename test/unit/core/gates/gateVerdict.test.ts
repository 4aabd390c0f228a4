import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CheckVerdict, Evidence } from "../../../../src/core/evidence/evidence.ts";
import { unknownCheck, uncollected } from "../../../../src/core/gates/finding.ts";
import { gateVerdict } from "../../../../src/core/gates/gateVerdict.ts";
import { CHECKS, checkSpec, isKnownCheck } from "../../../../src/core/gates/registry.ts";

function found(check: string, verdict: CheckVerdict): Evidence {
  return { check, verdict, reason: "R", message: `${check} ${verdict}.`, source: "s", collectedAt: 0 };
}

const specs = ["a", "b"].map((id) => ({ id, label: id.toUpperCase() }));

describe("a gate", () => {
  test("opens only when something good was found for every check", () => {
    const verdict = fc.constantFrom<CheckVerdict | undefined>("pass", "fail", "inconclusive", undefined);
    fc.assert(
      fc.property(verdict, verdict, (a, b) => {
        const evidence = [a === undefined ? [] : found("a", a), b === undefined ? [] : found("b", b)].flat();
        const both = [a ?? "inconclusive", b ?? "inconclusive"];
        const expected = both.includes("fail") ? "fail" : both.includes("inconclusive") ? "inconclusive" : "pass";
        expect(gateVerdict(specs, evidence).verdict).toBe(expected);
      }),
    );
  });

  test("says which check stands in the way", () => {
    expect(gateVerdict(specs, [found("a", "pass"), found("b", "fail")]).message).toBe("b fail.");
    expect(gateVerdict(specs, [found("a", "pass")]).message).toBe('Nothing was found out about "B".');
  });

  test("counts the last that was found, and passes without checks", () => {
    expect(gateVerdict(specs, [found("a", "fail"), found("a", "pass"), found("b", "pass")]).verdict).toBe("pass");
    expect(gateVerdict([], []).verdict).toBe("pass");
  });

  test("stays shut for a check nobody knows or that could not be made", () => {
    expect(unknownCheck("moon", 5)).toMatchObject({ verdict: "inconclusive", reason: "UnknownCheck", collectedAt: 5 });
    expect(uncollected("git-clean", "git hung.", "git status", 5)).toMatchObject({ verdict: "inconclusive" });
  });
});

describe("the registry of checks", () => {
  test("knows its checks and no inherited names", () => {
    expect(Object.keys(CHECKS).every(isKnownCheck)).toBe(true);
    expect(["toString", "constructor", "moon"].some(isKnownCheck)).toBe(false);
    expect(checkSpec("git-clean")).toEqual({ id: "git-clean", label: "Git is clean" });
  });
});
