import { addedCounts } from "./findings/counts.ts";
import { rankOf } from "./findings/groups.ts";
import type {
  BenchmarkReport,
  CoverageReport,
  FindingsReport,
  LoadReport,
  ReadableReport,
  Report,
  Share,
  TestsReport,
} from "./report.ts";
import { problem, unreadable } from "./source/problem.ts";
import { NAMED_AT_MOST } from "./values/excerpt.ts";
import { frozen, given } from "./values/frozen.ts";
import { earlier } from "./values/made.ts";
import { plus } from "./values/number.ts";

/**
 * Several reports of one kind as one: what each counts is added up, and nothing is better than in the worst of them.
 * One that is unreadable makes the whole unreadable, and so do reports of several kinds.
 */
export function mergeReports(reports: readonly Report[]): Report {
  const bad = reports.find((report) => report.kind === "unreadable");
  if (bad !== undefined) return bad;
  const [first, ...others] = reports as readonly ReadableReport[];
  if (first === undefined) {
    return unreadable(problem("NoReport", "There is no report: no file was found. Look whether it was written."));
  }
  let merged = first;
  for (const other of others) {
    const next = pair(merged, other);
    if (next === undefined) return unreadable(mixed());
    merged = next;
  }
  return merged;
}

function pair(a: ReadableReport, b: ReadableReport): ReadableReport | undefined {
  if (a.kind === "tests" && b.kind === "tests") return frozen(mergeTests(a, b));
  if (a.kind === "coverage" && b.kind === "coverage") return frozen(mergeCoverage(a, b));
  if (a.kind === "findings" && b.kind === "findings") return frozen(mergeFindings(a, b));
  if (a.kind === "load" && b.kind === "load") return frozen(mergeLoad(a, b));
  if (a.kind === "benchmark" && b.kind === "benchmark") return frozen(mergeBenchmarks(a, b));
  return undefined;
}

function mixed(): Error {
  return problem(
    "SeveralKinds",
    "These reports are not all about the same: name those about tests, coverage, findings and load apart.",
  );
}

function mergeTests(a: TestsReport, b: TestsReport): TestsReport {
  return {
    kind: "tests",
    format: a.format,
    tests: plus(a.tests, b.tests),
    passed: plus(a.passed, b.passed),
    failed: plus(a.failed, b.failed),
    errored: plus(a.errored, b.errored),
    skipped: plus(a.skipped, b.skipped),
    flaky: plus(a.flaky, b.flaky),
    ...given({ durationMs: sum(a.durationMs, b.durationMs), made: earlier(a.made, b.made) }),
    failures: some(a.failures, b.failures),
    disagreements: some(a.disagreements, b.disagreements),
  };
}

/** Files that both name count twice: a tool that knows the lines can join them better. */
function mergeCoverage(a: CoverageReport, b: CoverageReport): CoverageReport {
  const branches = a.branches && b.branches ? addedShares(a.branches, b.branches) : (a.branches ?? b.branches);
  return {
    kind: "coverage",
    format: a.format,
    lines: addedShares(a.lines, b.lines),
    ...given({ branches, made: earlier(a.made, b.made) }),
    files: plus(a.files, b.files),
    disagreements: some(a.disagreements, b.disagreements),
  };
}

function mergeFindings(a: FindingsReport, b: FindingsReport): FindingsReport {
  const findings = [...a.findings, ...b.findings].toSorted(
    (one, other) => rankOf(one.level, one.severity) - rankOf(other.level, other.severity),
  );
  return {
    kind: "findings",
    format: a.format,
    tools: some(a.tools, b.tools),
    standing: addedCounts(a.standing, b.standing),
    fresh: addedCounts(a.fresh, b.fresh),
    suppressed: plus(a.suppressed, b.suppressed),
    absent: plus(a.absent, b.absent),
    undecided: plus(a.undecided, b.undecided),
    toolErrors: plus(a.toolErrors, b.toolErrors),
    ...given({ made: earlier(a.made, b.made) }),
    findings: findings.slice(0, NAMED_AT_MOST),
  };
}

/** A quantile of all cannot be told from those of the parts: the higher one counts, and none where one has none. */
function mergeLoad(a: LoadReport, b: LoadReport): LoadReport {
  const requests = plus(a.requests, b.requests);
  const failed = plus(a.failed, b.failed);
  const slower = (a.p95Ms ?? Number.POSITIVE_INFINITY) >= (b.p95Ms ?? Number.POSITIVE_INFINITY) ? a : b;
  const means = a.meanMs !== undefined && b.meanMs !== undefined;
  const meanMs = means ? ((a.meanMs ?? 0) * a.requests + (b.meanMs ?? 0) * b.requests) / requests : undefined;
  return {
    kind: "load",
    format: slower.format,
    requests,
    failed,
    failedShare: failed / requests,
    p95Error: slower.p95Error,
    ...given({ p95Ms: slower.p95Ms, meanMs, made: earlier(a.made, b.made) }),
    thresholds: {
      met: plus(a.thresholds.met, b.thresholds.met),
      crossed: some(a.thresholds.crossed, b.thresholds.crossed),
    },
  };
}

function mergeBenchmarks(a: BenchmarkReport, b: BenchmarkReport): BenchmarkReport {
  return { kind: "benchmark", format: a.format, benchmarks: [...a.benchmarks, ...b.benchmarks] };
}

function addedShares(a: Share, b: Share): Share {
  return { covered: plus(a.covered, b.covered), total: plus(a.total, b.total) };
}

function some<T>(a: readonly T[], b: readonly T[]): readonly T[] {
  return [...a, ...b].slice(0, NAMED_AT_MOST);
}

function sum(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : plus(a, b);
}
