import type { CoverageCounts } from "../../../../../src/core/gates/rules/reports/coverage.ts";
import type { LoadFigures } from "../../../../../src/core/gates/rules/reports/load.ts";
import type {
  AnyReport,
  ReadFile,
  ReportAsk,
  ReportFacts,
} from "../../../../../src/core/gates/rules/reports/reportFacts.ts";
import type { FindingCounts } from "../../../../../src/core/gates/rules/reports/security.ts";
import type { TestCounts } from "../../../../../src/core/gates/rules/reports/tests.ts";

export const NOW = 1_767_225_600_000;
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export const ASK: ReportAsk = {
  what: "unit tests",
  key: "evidence.tests.unit",
  example: "reports/unit/*.xml",
  again: "Run the tests again.",
  kinds: ["tests", "coverage", "findings", "load", "benchmark"],
  globs: ["reports/*"],
  maxAge: 86_400,
};

/** A report as it was read from a file that was written an hour ago. */
export function read<R extends AnyReport>(report: ReadFile<R>["report"], more: Partial<ReadFile<R>> = {}): ReadFile<R> {
  const path = more.path ?? "reports/r.xml";
  return { path, sha256: path.padEnd(64, "0"), bytes: 100, modifiedAt: NOW - HOUR, report, ...more };
}

/** What was read, beside a commit of three hours ago. */
export function factsOf<R extends AnyReport>(
  files: readonly ReadFile<R>[],
  more: Partial<ReportFacts<R>> = {},
): ReportFacts<R> {
  const commit = { hash: "c".repeat(40), at: NOW - 3 * HOUR };
  return { files, unmatched: [], outside: [], complete: true, now: NOW, commit, committed: new Set(), ...more };
}

export function tests(counts: Partial<TestCounts> = {}): TestCounts {
  return {
    kind: "tests",
    passed: 10,
    failed: 0,
    errored: 0,
    skipped: 0,
    flaky: 0,
    outside: 0,
    failures: [],
    ...counts,
  };
}

export function coverage(covered: number, total: number): CoverageCounts {
  return { kind: "coverage", lines: { covered, total } };
}

export function findings(
  counts: Partial<FindingCounts> & { readonly critical?: number; readonly high?: number; readonly error?: number } = {},
): FindingCounts {
  const { critical = 0, high = 0, error = 0, ...more } = counts;
  const standing = {
    bySeverity: { critical, high, medium: 0 },
    unrated: { error, warning: 0, note: 0, none: 0 },
  };
  const tools = [{ name: "semgrep" }];
  return { kind: "findings", tools, standing, suppressed: 0, undecided: 0, toolErrors: 0, findings: [], ...more };
}

export function load(figures: Partial<LoadFigures> = {}): LoadFigures {
  const thresholds = { met: 0, crossed: [] };
  return { kind: "load", requests: 5000, failed: 0, p95Ms: 120, p95Error: 0, thresholds, ...figures };
}
