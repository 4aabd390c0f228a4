import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evidenceHash } from "../../../../src/core/evidence/evidenceHash.ts";
import type { RecordedEvidence } from "../../../../src/core/run/state.ts";

function recorded(check: string, message = "Fine."): RecordedEvidence {
  const evidence = { check, verdict: "pass" as const, reason: "R", message, source: "s", collectedAt: 1 };
  return { node: "gate", visit: 1, evidence };
}

describe("the hash of all evidence", () => {
  test("does not depend on the order in which it came", () => {
    const checks = fc.uniqueArray(fc.string(), { maxLength: 5 });
    fc.assert(
      fc.property(checks, (names) => {
        const evidence = names.map((name) => recorded(name));
        expect(evidenceHash(evidence.toReversed())).toBe(evidenceHash(evidence));
      }),
    );
  });

  test("changes with anything that was found", () => {
    expect(evidenceHash([recorded("a", "Other.")])).not.toBe(evidenceHash([recorded("a")]));
    expect(evidenceHash([{ ...recorded("a"), visit: 2 }])).not.toBe(evidenceHash([recorded("a")]));
    expect(evidenceHash([])).not.toBe(evidenceHash([recorded("a")]));
  });
});
