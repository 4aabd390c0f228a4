import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readAs } from "../../support/reports/readText.ts";

const FOLDER = join(import.meta.dirname, "..", "..", "fixtures", "reports");

function fixture(name: string): string {
  return readFileSync(join(FOLDER, name), "utf8");
}

describe("reports as test tools write them", () => {
  it("Surefire: reruns fail, flaky ones pass, times have separators", async () => {
    const report = await readAs("tests", fixture("surefire.xml"));
    expect(report).toMatchObject({
      tests: 5,
      passed: 2,
      failed: 1,
      errored: 1,
      skipped: 1,
      flaky: 1,
      disagreements: [],
    });
    expect(report.durationMs).toBeCloseTo(1_233_181, 0);
    expect(report.made).toEqual({ at: Date.UTC(2026, 2, 1, 8, 15, 2, 118), zoned: true });
    expect(report.failures).toEqual([
      {
        outcome: "failed",
        name: "refusesAnEmptyBasket",
        className: "dev.example.orders.OrderServiceTest",
        message: "expected: <REFUSED> but was: <PLACED>",
        reportLine: 8,
      },
      {
        outcome: "errored",
        name: "talksToTheWarehouse",
        className: "dev.example.orders.OrderServiceTest",
        message: "java.net.ConnectException: Connection refused\n\tat java.base/sun.nio.ch.Net.connect0(Native Method)",
        reportLine: 18,
      },
    ]);
  });

  it("pytest", async () => {
    const report = await readAs("tests", fixture("pytest.xml"));
    expect(report).toMatchObject({ tests: 4, passed: 2, failed: 1, errored: 0, skipped: 1, disagreements: [] });
    expect(report.made).toEqual({ at: Date.UTC(2026, 2, 1, 9, 20, 44, 501), zoned: true });
    expect(report.failures[0]).toMatchObject({ name: "test_total", file: "tests/test_basket.py", line: 18 });
    expect(report.failures[0]?.message).toBe("assert 3 == 4\n +  where 3 = total()");
  });

  it("Jest: messages are text", async () => {
    const report = await readAs("tests", fixture("jest.xml"));
    expect(report).toMatchObject({ tests: 4, passed: 3, failed: 1, disagreements: [] });
    expect(report.made).toEqual({ at: Date.UTC(2026, 2, 1, 9, 22, 10), zoned: false });
    expect(report.failures[0]?.message).toMatch(/^Error: expect\(received\).*basket\.test\.ts:14:23\)$/su);
  });

  it("GoogleTest: what was not run is skipped", async () => {
    const report = await readAs("tests", fixture("googletest.xml"));
    expect(report).toMatchObject({ tests: 3, passed: 1, failed: 1, skipped: 1, disagreements: [] });
    expect(report.failures[0]).toMatchObject({ file: "basket_test.cc", line: 20 });
  });

  it("PHPUnit: nested suites count what is in them", async () => {
    const report = await readAs("tests", fixture("phpunit.xml"));
    expect(report).toMatchObject({ tests: 3, passed: 3, failed: 0, durationMs: 11, disagreements: [] });
  });
});

describe("reports as coverage tools write them", () => {
  it.each([
    ["istanbul.info", "lcov", { covered: 4, total: 5 }, { covered: 1, total: 2 }, 2],
    ["genhtml.info", "lcov", { covered: 2, total: 3 }, { covered: 1, total: 2 }, 1],
    ["coveragepy.xml", "cobertura", { covered: 4, total: 6 }, { covered: 1, total: 2 }, 2],
    ["istanbul-cobertura.xml", "cobertura", { covered: 2, total: 3 }, undefined, 1],
  ] as const)("%s", async (name, format, lines, branches, files) => {
    const report = await readAs("coverage", fixture(name));
    expect(report).toMatchObject({ format, lines, files, disagreements: [] });
    expect(report.branches).toEqual(branches);
  });

  it("Cobertura tells when it was made", async () => {
    expect((await readAs("coverage", fixture("coveragepy.xml"))).made).toEqual({ at: 1_772_356_844_501, zoned: true });
  });
});

describe("reports as scanners write them", () => {
  it("CodeQL: rules of extensions", async () => {
    const report = await readAs("findings", fixture("codeql.sarif"));
    expect(report.tools).toEqual([{ name: "CodeQL", version: "2.20.1" }]);
    expect(report.standing).toMatchObject({
      total: 2,
      byLevel: { error: 1, warning: 0, note: 1, none: 0 },
      bySeverity: { critical: 0, high: 1, medium: 0, low: 0 },
      unrated: { error: 0, warning: 0, note: 1, none: 0 },
    });
    expect(report.made).toEqual({ at: Date.UTC(2026, 2, 1, 9, 31, 20, 442), zoned: true });
    expect(report.findings).toEqual([
      {
        rule: "js/sql-injection",
        level: "error",
        severity: "high",
        file: "src/orders.js",
        line: 27,
        message: "This query string depends on a [user-provided value](1).",
      },
      {
        rule: "js/unused-local-variable",
        level: "note",
        file: "src/orders.js",
        line: 4,
        message: "Unused variable basket.",
      },
    ]);
  });

  it("Trivy: rules after results, suppressions", async () => {
    const report = await readAs("findings", fixture("trivy.sarif"));
    expect(report.standing).toMatchObject({ total: 2, bySeverity: { critical: 1, high: 0, medium: 1, low: 0 } });
    expect(report.suppressed).toBe(1);
    expect(report.findings.map(({ rule, severity }) => [rule, severity])).toEqual([
      ["CVE-2099-0001", "critical"],
      ["CVE-2099-0002", "medium"],
    ]);
  });
});

describe("reports as load and benchmark tools write them", () => {
  it.each(["k6-summary-export.json", "k6-handle-summary.json"])("%s", async (name) => {
    const report = await readAs("load", fixture(name));
    expect(report).toMatchObject({
      format: "k6",
      requests: 1000,
      failed: 10,
      failedShare: 0.01,
      p95Ms: 131.62,
      p95Error: 0,
      meanMs: 48.21,
      perSecond: 16.66,
      thresholds: { met: 2, crossed: ["http_req_duration: p(95)<100"] },
    });
    expect(report.durationMs).toBe(name.startsWith("k6-handle") ? 60_021.4 : undefined);
  });

  it("JMeter's results as CSV", async () => {
    expect(await readAs("load", fixture("jmeter.jtl"))).toEqual({
      kind: "load",
      format: "jmeter-csv",
      requests: 4,
      failed: 1,
      failedShare: 0.25,
      p95Ms: 2010,
      p95Error: 1 / 2048,
      meanMs: 576.25,
      durationMs: 2495,
      perSecond: (4 / 2495) * 1000,
      made: { at: 1_772_356_800_000, zoned: true },
      thresholds: { met: 0, crossed: [] },
    });
  });

  it("JMeter's statistics.json", async () => {
    expect(await readAs("load", fixture("jmeter-statistics.json"))).toMatchObject({
      format: "jmeter-statistics",
      requests: 400,
      failed: 4,
      p95Ms: 210.5,
      perSecond: 40.2,
    });
  });

  it("github-action-benchmark and hyperfine", async () => {
    expect((await readAs("benchmark", fixture("benchmark-action.json"))).benchmarks).toEqual([
      { name: "fib(20)", unit: "iter/sec", value: 52_419.2 },
      { name: "Bundle", unit: "KB", value: 178 },
    ]);
    expect((await readAs("benchmark", fixture("hyperfine.json"))).benchmarks).toEqual([
      { name: "tidegate check", unit: "s", value: 0.2134 },
    ]);
  });

  it("is frozen at every depth", async () => {
    const report = await readAs("findings", fixture("trivy.sarif"));
    const parts = [
      report,
      report.standing,
      report.standing.bySeverity,
      report.tools,
      report.tools[0],
      report.findings[0],
    ];
    expect(parts.filter((part) => !Object.isFrozen(part))).toEqual([]);
  });
});
