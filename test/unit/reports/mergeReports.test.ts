import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { mergeReports } from "../../../src/reports/mergeReports.ts";
import type { Report } from "../../../src/reports/report.ts";
import { readText } from "../../support/reports/readText.ts";

const FOLDER = join(import.meta.dirname, "..", "..", "fixtures", "reports");

function fixtures(ending: string): Promise<readonly Report[]> {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith(ending));
  return Promise.all(names.map((name) => readText(readFileSync(join(FOLDER, name), "utf8"))));
}

function load(p95: number | undefined): Promise<Report> {
  const metrics = {
    http_reqs: { count: 10 },
    http_req_failed: { passes: 1 },
    http_req_duration: { "p(95)": p95, avg: 2 },
  };
  return readText(JSON.stringify({ metrics }));
}

describe("several reports", () => {
  it("of tests are added up", async () => {
    const reports = await fixtures("t.xml");
    const merged = mergeReports(reports);
    expect(reports.length).toBeGreaterThan(1);
    const sum = (of: "tests" | "passed" | "failed"): number =>
      reports.reduce((total, one) => total + (one.kind === "tests" ? one[of] : 0), 0);
    expect(merged).toMatchObject({ kind: "tests", tests: sum("tests"), passed: sum("passed"), failed: sum("failed") });
    expect(Object.isFrozen(merged)).toBe(true);
  });

  it("of coverage are added up", async () => {
    expect(mergeReports(await fixtures(".info"))).toMatchObject({
      lines: { covered: 6, total: 8 },
      branches: { covered: 2, total: 4 },
      files: 3,
    });
  });

  it("of findings are added up, the worst first", async () => {
    const merged = mergeReports(await fixtures(".sarif"));
    expect(merged).toMatchObject({
      standing: { total: 4, bySeverity: { critical: 1, high: 1, medium: 1 } },
      suppressed: 1,
    });
    if (merged.kind !== "findings") throw new Error("It is no report of findings");
    expect(merged.findings.map(({ severity }) => severity)).toEqual(["critical", "high", "medium", undefined]);
  });

  it("of load tests have the slower p95, and none where one has none", async () => {
    const merged = mergeReports([await load(5), await load(9)]);
    expect(merged).toMatchObject({ requests: 20, failed: 2, failedShare: 0.1, p95Ms: 9, meanMs: 2 });
    expect(mergeReports([await load(5), await load(undefined)])).not.toHaveProperty("p95Ms");
    expect(mergeReports([await load(undefined), await load(5)])).not.toHaveProperty("p95Ms");
  });

  it("of benchmarks are put together", async () => {
    const one = await readText('[{"name":"a","unit":"s","value":1}]');
    expect(mergeReports([one, one])).toMatchObject({ benchmarks: [{ name: "a" }, { name: "a" }] });
  });

  it("of which one is unreadable are unreadable", async () => {
    const bad = await readText("?");
    expect(mergeReports([...(await fixtures(".info")), bad])).toBe(bad);
  });

  it("of several kinds, and none at all, are unreadable", async () => {
    expect(mergeReports([...(await fixtures(".info")), ...(await fixtures(".sarif"))])).toMatchObject({
      reason: "SeveralKinds",
    });
    expect(mergeReports([])).toMatchObject({ kind: "unreadable", reason: "NoReport" });
  });
});
