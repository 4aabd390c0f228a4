import { expect, it } from "vitest";
import type { Evidence } from "../../../src/core/evidence/evidence.ts";
import { proofText } from "../../../src/cli/proofText.ts";

const BARE: Evidence = { check: "c", verdict: "fail", reason: "R", message: "M.", source: "s", collectedAt: 0 };

it("names number, bound, lines and files, and no more than a line holds", () => {
  const places = [1, 2, 3, 4, 5].map((line) => ({ path: "a.ts", line }));
  const files = [{ path: "r.xml", sha256: "ab".repeat(32), bytes: 1, madeAt: 0 }];
  const measure = { value: 90, bound: 100, good: "at-least", unit: "%" } as const;
  expect(proofText({ ...BARE, measure, places, files })).toBe(
    " [90 %, at least 100] [at a.ts:1; a.ts:2; a.ts:3; and 2 more] [read r.xml of 1970-01-01T00:00:00.000Z, sha256:abababababab]",
  );
  expect(proofText({ ...BARE, verdict: "pass", places })).toBe("");
  expect(proofText(BARE)).toBe("");
});
