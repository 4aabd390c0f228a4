import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeBackup } from "../../../../../src/core/gates/rules/reports/backup.ts";
import type { ReportAsk, ReportFacts } from "../../../../../src/core/gates/rules/reports/reportFacts.ts";
import { judgeTests, type TestCounts } from "../../../../../src/core/gates/rules/reports/tests.ts";
import { ASK, factsOf, HOUR, MINUTE, NOW, read, tests } from "./facts.ts";

function judged(facts: ReportFacts<TestCounts>, ask: Partial<ReportAsk> = {}) {
  return judgeTests({ ...ASK, ...ask }, 100, facts);
}

/** A report that tells when it was made, in a file that was written `after` milliseconds later. */
function dated(
  at: number,
  { after = 1000, zoned = true, ...counts }: Partial<TestCounts> & { after?: number; zoned?: boolean } = {},
) {
  return factsOf([read(tests({ ...counts, made: { at, zoned } }), { modifiedAt: at + after })]);
}

describe("a report in doubt is inconclusive", () => {
  it.each([
    ["NotSaid", judged(factsOf([]), { globs: [] })],
    ["NoFile", judged(factsOf([], { unmatched: ["reports/*"] }))],
    ["NoFile", judged(factsOf([read(tests())], { unmatched: ["other/*"] }))],
    ["Outside", judged(factsOf([read(tests())], { outside: ["reports/link.xml"] }))],
    ["TooMany", judged(factsOf([read(tests())], { complete: false }))],
    [
      "Unreadable",
      judged(
        factsOf<TestCounts>([read(tests()), read<TestCounts>({ kind: "unreadable", message: "No XML.", line: 3 })]),
      ),
    ],
    ["WrongKind", judged(factsOf([read(tests())]), { kinds: ["coverage"] })],
    ["Disagrees", judged(factsOf([read(tests({ disagreements: [{ what: "tests", declared: 9, counted: 10 }] }))]))],
  ])("%s", (reason, finding) => {
    expect(finding).toMatchObject({ verdict: "inconclusive", reason });
    expect(finding.message).toMatch(/\.$/u);
  });

  it("and says which key to write where nobody said where it lies", () => {
    expect(judged(factsOf([]), { globs: [] }).message).toContain("evidence.tests.unit");
  });

  it("and shows the line that could not be read, and the files that were", () => {
    const found = judged(
      factsOf<TestCounts>([read<TestCounts>({ kind: "unreadable", message: "It ends too early.", line: 7 })]),
    );
    expect(found.message).toBe("reports/r.xml:7 tells nothing: It ends too early.");
    expect(found.files).toHaveLength(1);
  });
});

describe("the age of a report", () => {
  it.each([
    ["as fresh as may be", dated(NOW - 2 * HOUR), "pass", "Passed"],
    ["older than may be", dated(NOW - 25 * HOUR), "inconclusive", "Stale"],
    ["older than the commit", dated(NOW - 4 * HOUR), "inconclusive", "OlderThanCommit"],
    ["a little ahead", dated(NOW + 4 * MINUTE), "pass", "Passed"],
    ["from the future", dated(NOW + 6 * MINUTE), "inconclusive", "FromTheFuture"],
    ["dated after it was written", dated(NOW - HOUR, { after: -6 * MINUTE }), "inconclusive", "DatedAfterItself"],
    ["fetched long after it was made", dated(NOW - 2 * HOUR, { after: 2 * HOUR }), "pass", "Passed"],
    ["without a zone, written at once", dated(NOW - 2 * HOUR, { zoned: false }), "pass", "Passed"],
    [
      "without a zone, fetched later",
      dated(NOW - 2 * HOUR, { zoned: false, after: HOUR }),
      "inconclusive",
      "OlderThanCommit",
    ],
    [
      "without a zone, of tests that took long",
      dated(NOW - 2 * HOUR, { zoned: false, after: HOUR, durationMs: HOUR }),
      "pass",
      "Passed",
    ],
  ])("%s", (_words, facts, verdict, reason) => {
    expect(judged(facts)).toMatchObject({ verdict, reason });
  });

  it.each([
    [9 * HOUR, "east"],
    [-8 * HOUR, "west"],
  ])("is known where a time without zone is that of this machine, %d ms to the %s", (offset) => {
    const at = NOW - 2 * HOUR;
    const report = tests({ made: { at: at + offset, zoned: false } });
    const file = (after: number) => read(report, { modifiedAt: at + after, madeHere: at });
    expect(judged(factsOf([file(MINUTE)]))).toMatchObject({ verdict: "pass", files: [{ madeAt: at }] });
    expect(judged(factsOf([file(HOUR)]))).toMatchObject({ verdict: "inconclusive" });
    expect(judged(factsOf([read(report, { modifiedAt: at + MINUTE })]))).toMatchObject({ verdict: "inconclusive" });
  });

  it("is more than the commit's where the commit has it", () => {
    const facts = factsOf([read(tests())], { committed: new Set(["reports/r.xml"]) });
    expect(judged(facts)).toMatchObject({ verdict: "inconclusive", reason: "Committed" });
    expect(judged({ ...facts, committed: new Set(["reports/other.xml"]) })).toMatchObject({ verdict: "pass" });
  });

  it("is that of the file where the report does not tell it", () => {
    expect(judged(factsOf([read(tests(), { modifiedAt: NOW - 4 * HOUR })]))).toMatchObject({
      reason: "OlderThanCommit",
    });
    expect(judged(factsOf([read(tests(), { modifiedAt: NOW - HOUR })])).files?.[0]?.madeAt).toBe(NOW - HOUR);
  });

  it("cannot be told where git does not say when the commit was made", () => {
    const commit = { hash: "c".repeat(40), at: undefined };
    expect(judged(factsOf([read(tests())], { commit }))).toMatchObject({ reason: "NoCommitTime" });
    expect(judged(factsOf([read(tests())], { commit: undefined }))).toMatchObject({ verdict: "pass" });
  });

  it("never lets a report through that is too old, whatever its zone and its file say", () => {
    const span = fc.integer({ min: -48 * HOUR, max: 48 * HOUR });
    fc.assert(
      fc.property(span, span, (made, written) => {
        const file = read(tests({ made: { at: NOW + made, zoned: true } }), { modifiedAt: NOW + written });
        const { verdict } = judged(factsOf([file]));
        expect(verdict === "pass" && (made < -3 * HOUR || made > 5 * MINUTE)).toBe(false);
      }),
    );
  });
});

it("says of what is older by seconds that it is older", () => {
  expect(judged(dated(NOW - 24 * HOUR - 20_000)).message).toContain("is more than 1 d old; 1 d are allowed.");
  const backup = { path: "b.json", bytes: 9, modifiedAt: NOW - HOUR - 20_000 };
  const facts = { globs: ["b.json"], files: [backup], unmatched: [], complete: true, now: NOW };
  expect(judgeBackup(3600, facts)).toMatchObject({
    verdict: "fail",
    message: "The newest backup, b.json, is more than 1 h old; 1 h are allowed. Make another.",
  });
});
