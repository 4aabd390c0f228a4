import { expect, test } from "vitest";
import type { CheckVerdict } from "../../../../src/core/evidence/evidence.ts";
import { evidenceWords } from "../../../../src/host/runs/evidenceWords.ts";
import { NOW } from "../support/world.ts";
import { waiting } from "../support/runs.ts";

function found(check: string, verdict: CheckVerdict, message: string, visit = 1) {
  return { node: "gate", visit, evidence: { check, verdict, reason: "R", message, source: "git", collectedAt: NOW } };
}

function words(...evidence: ReturnType<typeof found>[]): string[] {
  return evidenceWords({ ...waiting().state, evidence });
}

test("verdicts are said in plain words", () => {
  expect(
    words(
      found("git-clean", "pass", "Nothing is uncommitted."),
      found("may-patch", "fail", "Patching web is forbidden."),
      found("workloads-ready", "inconclusive", "The cluster did not answer."),
    ),
  ).toEqual([
    "Passed: Nothing is uncommitted.",
    "Failed: Patching web is forbidden.",
    "Not known: The cluster did not answer.",
  ]);
});

test("image changes that are as planned are not said twice; others are", () => {
  expect(words(found("image-changes", "pass", "web goes from 1 to 2."))).toEqual([]);
  expect(words(found("image-changes", "fail", "web runs 3."))).toEqual(["Failed: web runs 3."]);
});

test("of a check that was repeated the last answer counts", () => {
  expect(
    words(found("git-clean", "fail", "Two files are changed."), found("git-clean", "pass", "Nothing is changed.", 2)),
  ).toEqual(["Passed: Nothing is changed."]);
});
