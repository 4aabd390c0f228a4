import { describe, expect, it } from "vitest";
import type { RunState } from "../../../../src/core/run/state.ts";
import { evidenceText } from "../../../../src/host/documents/evidenceText.ts";
import { ANN, START } from "../../core/support/samples.ts";
import { waiting } from "../support/runs.ts";

const { state } = waiting();

function withWord(statement: string): RunState {
  const attested = { by: ANN, statement, expiresAt: START + 86_400_000 };
  const evidence = { check: "git-clean", verdict: "pass", reason: "Attested", message: "Ann says so." } as const;
  const found = { ...evidence, source: "attestation", collectedAt: START, attested, facts: { commit: "abc | def" } };
  return { ...state, evidence: [{ node: "gate", visit: 1, evidence: found }] };
}

describe("the document about one piece of evidence", () => {
  it("says what was found, where it was read and when", () => {
    const text = evidenceText(state, "gate", "git-clean", "UTC");
    expect(text).toContain("# Git is clean");
    expect(text).toContain("**pass**: git\\-clean pass\\.");
    expect(text).toMatch(/Read from test at .*2026/u);
  });

  it("names the person whose word it is and until when it counts, and keeps their words from being markup", () => {
    const text = evidenceText(withWord("I [saw](command:evil) it\n# big"), "gate", "git-clean", "UTC");
    expect(text).toContain("The word of");
    expect(text).toContain("an attestation. It counts until");
    expect(text).not.toContain("](command:evil)");
    expect(text).not.toMatch(/^# big/mu);
    expect(text).toContain("| commit | abc \\| def |");
  });

  it("says so where nothing was found yet", () => {
    expect(evidenceText(state, "gate", "no-such-check")).toContain("Nothing was found out about it yet.");
  });

  it("shows the number beside its bound, the line of its reason and the file that was read", () => {
    const evidence = {
      check: "git-clean",
      verdict: "fail",
      reason: "TestsFailed",
      message: "18 of 20 passed.",
      source: "reports/*.xml",
      collectedAt: START,
      measure: { value: 90, bound: 100, good: "at-least", unit: "%" },
      places: [{ path: "src/cart.test.ts", line: 12, about: "adds [one](command:evil)" }, { path: "README.md" }],
      files: [{ path: "reports/unit.xml", sha256: "a".repeat(64), bytes: 1234, madeAt: START }],
    } as const;
    const text = evidenceText(
      { ...state, evidence: [{ node: "gate", visit: 1, evidence }] },
      "gate",
      "git-clean",
      "UTC",
    );
    expect(text).toContain("Found 90 %, at least 100 % wanted");
    expect(text).toContain("- src/cart\\.test\\.ts\\:12\\: adds");
    expect(text).not.toContain("](command:evil)");
    expect(text).toMatch(/\| reports\/unit\\.xml \| .*2026.* \| 1234 \| a{64} \|/u);
  });
});
