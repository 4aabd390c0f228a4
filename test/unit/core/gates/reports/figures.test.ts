import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BenchmarkFigures } from "../../../../../src/core/gates/rules/reports/benchmarks.ts";
import { judgeCoverage } from "../../../../../src/core/gates/rules/reports/coverage.ts";
import { judgeLoad, type LoadFigures } from "../../../../../src/core/gates/rules/reports/load.ts";
import { judgeSecurity } from "../../../../../src/core/gates/rules/reports/security.ts";
import { ASK, coverage, factsOf, findings, load, read } from "./facts.ts";

describe("coverage", () => {
  it("adds up the reports and holds them against the bound", () => {
    const two = factsOf([read(coverage(90, 100)), read(coverage(80, 100), { path: "b" })]);
    expect(judgeCoverage(ASK, 85, two)).toMatchObject({
      verdict: "pass",
      measure: { value: 85, bound: 85, unit: "%" },
    });
    expect(judgeCoverage(ASK, 85.01, two)).toMatchObject({ verdict: "fail", reason: "NotCovered" });
  });
});

describe("security", () => {
  it("passes with nothing above the bounds and names the scanner", () => {
    const found = judgeSecurity(ASK, { critical: 0, high: 1 }, factsOf([read(findings({ high: 1, suppressed: 2 }))]));
    expect(found.verdict).toBe("pass");
    expect(found.message).toBe(
      "0 critical findings of 0 allowed and 1 high finding of 1 allowed. 2 are suppressed and do not count. Scanned by semgrep.",
    );
  });

  it("fails with the findings that count, and their places", () => {
    const list = [
      { rule: "sqli", level: "error", severity: "critical", file: "src/db.ts", line: 3, message: "Injection" },
      { rule: "style", level: "note", severity: "low", file: "src/a.ts", line: 1 },
    ] as const;
    const found = judgeSecurity(ASK, { critical: 0 }, factsOf([read(findings({ critical: 1, findings: list }))]));
    expect(found).toMatchObject({
      verdict: "fail",
      measure: { value: 1, bound: 0, good: "at-most", unit: "findings" },
    });
    expect(found.spots).toEqual([
      { report: "reports/r.xml", named: "src/db.ts", line: 3, about: "critical: sqli: Injection" },
    ]);
  });

  it("names the worst of all reports first, and no more than twenty", () => {
    const many = Array.from({ length: 30 }, (_one, line) => ({ level: "warning", severity: "high", line }) as const);
    const worst = { rule: "rce", level: "error", severity: "critical" } as const;
    const two = factsOf([
      read(findings({ high: 30, findings: many })),
      read(findings({ critical: 1, findings: [worst] }), { path: "b" }),
    ]);
    const { spots = [] } = judgeSecurity(ASK, { critical: 0, high: 0 }, two);
    expect(spots).toHaveLength(20);
    expect(spots[0]).toEqual({ report: "b", about: "critical: rce" });
  });

  it("takes an error without a score as critical", () => {
    expect(judgeSecurity(ASK, { critical: 0 }, factsOf([read(findings({ error: 1 }))]))).toMatchObject({
      verdict: "fail",
    });
  });

  it.each([
    ["ScannerFailed", findings({ toolErrors: 1 })],
    ["NothingScanned", findings({ tools: [] })],
    ["Undecided", findings({ undecided: 2 })],
  ])("is inconclusive: %s", (reason, report) => {
    expect(judgeSecurity(ASK, { critical: 0 }, factsOf([read(report)]))).toMatchObject({
      verdict: "inconclusive",
      reason,
    });
  });

  it("does not pass figures that are no numbers", () => {
    expect(judgeSecurity(ASK, { critical: 0 }, factsOf([read(findings({ critical: Number.NaN }))])).verdict).not.toBe(
      "pass",
    );
  });
});

function parsing(value: number): BenchmarkFigures {
  return { kind: "benchmark", benchmarks: [{ name: "parse", unit: "ms", value }] };
}

describe("load", () => {
  const bounds = { errorRate: 1, requests: 1000, p95: 200 };

  it.each([
    ["pass", "Borne", load()],
    ["fail", "Errors", load({ failed: 51 })],
    ["pass", "Borne", load({ failed: 50 })],
    ["fail", "TooSlow", load({ p95Ms: 201 })],
    ["fail", "ThresholdCrossed", load({ thresholds: { met: 1, crossed: ["http_req_duration p(95)<100"] } })],
    ["inconclusive", "TooFew", load({ requests: 999 })],
    ["inconclusive", "TooFew", load({ requests: Number.NaN })],
    ["fail", "Errors", load({ failed: Number.NaN })],
    ["inconclusive", "TooCoarse", load({ p95Ms: 210, p95Error: 0.1 })],
    ["fail", "TooSlow", load({ p95Ms: 230, p95Error: 0.1 })],
  ] as const)("%s: %s", (verdict, reason, report) => {
    expect(judgeLoad(ASK, bounds, factsOf([read(report)]))).toMatchObject({ verdict, reason });
  });

  it("needs the latency only where it is bound", () => {
    const { p95Ms: _p95, ...without } = load();
    expect(judgeLoad(ASK, bounds, factsOf([read(without)]))).toMatchObject({ reason: "NoLatency" });
    expect(judgeLoad(ASK, { errorRate: 1, requests: 1000 }, factsOf([read(without)]))).toMatchObject({
      verdict: "pass",
    });
  });

  it("is judged report by report: a good one hides no bad one", () => {
    const two = factsOf([read(load({ requests: 1_000_000 })), read(load({ failed: 5000 }), { path: "b" })]);
    expect(judgeLoad(ASK, bounds, two)).toMatchObject({ verdict: "fail", measure: { value: 100 } });
  });

  it("is not proved by benchmarks", () => {
    expect(judgeLoad(ASK, bounds, factsOf([read(parsing(3))]))).toMatchObject({
      reason: "OnlyBenchmarks",
      facts: { parse: "3 ms" },
    });
  });

  it.each([
    ["pass", "Borne", { name: "parse", atMost: 3 }],
    ["fail", "BenchmarkMissed", { name: "parse", atMost: 2.9 }],
    ["pass", "Borne", { name: "rows", atLeast: 500, atMost: 1000 }],
    ["fail", "BenchmarkMissed", { name: "rows", atLeast: 501 }],
    ["inconclusive", "NotMeasured", { name: "gone", atMost: 1 }],
  ] as const)("%s: %s, of benchmarks that have a bound", (verdict, reason, bound) => {
    const measured = [
      { name: "parse", unit: "ms", value: 3 },
      { name: "rows", unit: "rows/s", value: 500 },
    ];
    const report = { kind: "benchmark", benchmarks: measured } as const;
    const ask = { ...bounds, benchmarks: [bound] };
    expect(judgeLoad(ASK, ask, factsOf([read(report)]))).toMatchObject({ verdict, reason });
    const beside = factsOf<LoadFigures | BenchmarkFigures>([read(load()), read(report, { path: "b" })]);
    expect(judgeLoad(ASK, ask, beside)).toMatchObject({ verdict, reason });
    expect(judgeLoad(ASK, ask, factsOf([read(load())]))).toMatchObject({ reason: "NotMeasured" });
  });

  it("names the figure of a benchmark and its bound, each time that it was measured", () => {
    const two = factsOf([read(parsing(3)), read(parsing(8), { path: "b" })]);
    expect(judgeLoad(ASK, { ...bounds, benchmarks: [{ name: "parse", atMost: 5 }] }, two)).toMatchObject({
      verdict: "fail",
      message: expect.stringContaining("parse: 8 ms, and at most 5 may be."),
      measure: { value: 8, bound: 5, good: "at-most", unit: "ms" },
    });
  });

  it("passes no share of failures above the bound", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 1_000_000 }), fc.nat(1_000_000), (requests, some) => {
        const failed = Math.min(some, requests);
        const { verdict } = judgeLoad(ASK, bounds, factsOf([read(load({ requests, failed }))]));
        expect(verdict).toBe(failed * 100 <= requests ? "pass" : "fail");
      }),
    );
  });
});
