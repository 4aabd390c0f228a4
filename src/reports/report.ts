/**
 * What a report says, small enough to keep: made from a stream of bytes in bounded memory, frozen at every depth.
 * What cannot be relied on is `unreadable`, which opens no gate.
 */
export type Report = TestsReport | CoverageReport | FindingsReport | LoadReport | BenchmarkReport | UnreadableReport;

/** A report that could be read. */
export type ReadableReport = Exclude<Report, UnreadableReport>;

/** What reports are about. */
export type ReportKind = ReadableReport["kind"];

/** Nothing may be concluded from these bytes. */
export interface UnreadableReport {
  readonly kind: "unreadable";
  /** CamelCase code. */
  readonly reason: string;
  /** Sentences for a person: what failed, why, what to do. They name no file: the caller knows it. */
  readonly message: string;
  /** Where in the report, from 1, as far as known. */
  readonly line?: number;
}

/** When what a report tells was seen. */
export interface Made {
  /** Milliseconds since the epoch; of several the earliest, so that no part is older than it says. */
  readonly at: number;
  /** False where the report names no time zone: it was then taken as UTC, and can be off by up to 14 hours. */
  readonly zoned: boolean;
}

/** Two numbers for one thing in the same report. What is listed one by one counts, what is declared does not. */
export interface Disagreement {
  /** What the numbers count, and of what: `tests of "api"`. */
  readonly what: string;
  readonly declared: number;
  readonly counted: number;
}

/**
 * Test results. `tests` is the sum of passed, failed, errored and skipped, all counted one by one. A failure that a
 * suite reports outside of any test case, such as of its preparation, counts as one more that could not be carried out.
 */
export interface TestsReport {
  readonly kind: "tests";
  readonly format: "junit";
  readonly tests: number;
  readonly passed: number;
  /** An expectation was not met. */
  readonly failed: number;
  /** It could not be carried out. */
  readonly errored: number;
  readonly skipped: number;
  /** Of the passed: those that failed at first and passed when they were run again. */
  readonly flaky: number;
  /** Milliseconds that the test cases took in all; left out where none says so. */
  readonly durationMs?: number;
  readonly made?: Made;
  /** The first 20. */
  readonly failures: readonly TestFailure[];
  /** The first 20. */
  readonly disagreements: readonly Disagreement[];
}

/** One test that did not pass. */
export interface TestFailure {
  readonly outcome: "failed" | "errored";
  readonly name: string;
  /** The class, or whatever the tool groups tests by. */
  readonly className?: string;
  /** As the report has it, relative to what the tool thinks fit. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  /** Cut to 500 characters. */
  readonly message?: string;
  /** Where in the report the test case begins, from 1. */
  readonly reportLine: number;
}

/** How many of how many; `total` is never 0. */
export interface Share {
  readonly covered: number;
  readonly total: number;
}

/** Coverage of code by tests. */
export interface CoverageReport {
  readonly kind: "coverage";
  readonly format: "lcov" | "cobertura";
  readonly lines: Share;
  /** Left out where branches were not measured. */
  readonly branches?: Share;
  /** Files that are measured. */
  readonly files: number;
  readonly made?: Made;
  /** The first 20. */
  readonly disagreements: readonly Disagreement[];
}

/** How bad a finding is by its security score: critical from 9.0, high from 7.0, medium from 4.0, low below. */
export type SecuritySeverity = "critical" | "high" | "medium" | "low";

/** How bad a finding is by the tool's own word. */
export type FindingLevel = "error" | "warning" | "note" | "none";

/** Findings, each in two counts: by level, and by security score where it has one. */
export interface FindingCounts {
  readonly total: number;
  readonly byLevel: Readonly<Record<FindingLevel, number>>;
  readonly bySeverity: Readonly<Record<SecuritySeverity, number>>;
  /** Those without a security score, by level: a scanner that gives none says "error" for the worst. */
  readonly unrated: Readonly<Record<FindingLevel, number>>;
}

/** What scanners found. */
export interface FindingsReport {
  readonly kind: "findings";
  readonly format: "sarif";
  readonly tools: readonly { readonly name: string; readonly version?: string }[];
  /** All that stand: not suppressed, and still there. */
  readonly standing: FindingCounts;
  /** Of these, those that the baseline does not have. All of them where there is no baseline. */
  readonly fresh: FindingCounts;
  /** Suppressed, and every suppression accepted. */
  readonly suppressed: number;
  /** In the baseline and gone since. */
  readonly absent: number;
  /** Results that somebody still has to decide on (kinds `open` and `review`). */
  readonly undecided: number;
  /** Errors that the tools report about themselves, such as a file that could not be scanned. */
  readonly toolErrors: number;
  readonly made?: Made;
  /** 20 of those that stand, the worst first, else as in the file. */
  readonly findings: readonly ReportedFinding[];
}

/** One finding of a scanner. */
export interface ReportedFinding {
  readonly rule?: string;
  readonly level: FindingLevel;
  readonly severity?: SecuritySeverity;
  /** As the report has it: a URI reference. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  /** Cut to 500 characters. */
  readonly message?: string;
}

/** What a load test measured. */
export interface LoadReport {
  readonly kind: "load";
  readonly format: "k6" | "jmeter-csv" | "jmeter-statistics";
  /** Requests, or samples; never 0. */
  readonly requests: number;
  readonly failed: number;
  /** From 0 to 1. */
  readonly failedShare: number;
  /** Milliseconds that 95 of 100 requests took at most; left out where the report does not tell. */
  readonly p95Ms?: number;
  /** By how much of itself `p95Ms` may be too high; it is never too low. 0 where the tool measured it. */
  readonly p95Error: number;
  readonly meanMs?: number;
  readonly perSecond?: number;
  readonly durationMs?: number;
  /** The tool's own bounds, as the test's author set them. */
  readonly thresholds: { readonly met: number; readonly crossed: readonly string[] };
  readonly made?: Made;
}

/** Benchmark results. */
export interface BenchmarkReport {
  readonly kind: "benchmark";
  readonly format: "benchmark-action" | "hyperfine";
  readonly benchmarks: readonly Benchmark[];
}

/** One measured thing. */
export interface Benchmark {
  readonly name: string;
  /** As the report has it, such as `ms` or `ops/sec`; seconds are `s`. */
  readonly unit: string;
  readonly value: number;
}
