import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { Histogram, HISTOGRAM_ERROR } from "../../../src/reports/load/histogram.ts";
import { readAs, readText, reasonOf } from "../../support/reports/readText.ts";

function k6(metrics: object): string {
  return JSON.stringify({ metrics });
}

describe("k6", () => {
  const reqs = { count: 10, rate: 1 };
  const failed = { passes: 1, fails: 9, value: 0.1 };

  it.each(["k6_version", "k6Version"])(
    "is not read from the summary without thresholds, which has %s",
    async (name) => {
      const metrics = [{ name: "http_reqs", type: "counter", contains: "default", values: { count: 5000 } }];
      const summary = {
        version: "1.0.0",
        metadata: { [name]: "1.8.1" },
        config: { duration: 60 },
        results: { metrics },
      };
      expect(await readText(JSON.stringify(summary))).toMatchObject({
        reason: "NoThresholds",
        message: expect.stringContaining("--new-machine-readable-summary=false"),
      });
    },
  );

  it("takes the share where the counts are missing, rounded up", async () => {
    const report = await readAs("load", k6({ http_reqs: reqs, http_req_failed: { value: 0.11 } }));
    expect(report).toMatchObject({ requests: 10, failed: 2, failedShare: 0.2 });
    expect(report.p95Ms).toBeUndefined();
  });

  it("knows thresholds of both forms, and takes any other word for crossed", async () => {
    const thresholds = {
      a: true,
      b: false,
      c: { ok: true },
      d: { ok: false },
      e: {},
      f: null,
      g: "false",
      h: { ok: "true" },
    };
    const report = await readAs("load", k6({ http_reqs: reqs, http_req_failed: failed, checks: { thresholds } }));
    expect(report.thresholds.met).toBe(2);
    expect(report.thresholds.crossed).toEqual(["a", "d", "e", "f", "g", "h"].map((name) => `checks: ${name}`));
  });

  it.each([
    ["no request", { http_reqs: { count: 0 }, http_req_failed: failed }, "NoRequests"],
    ["no metric of requests", { http_req_failed: failed }, "NoRequests"],
    ["requests that are no count", { http_reqs: { count: -3 }, http_req_failed: failed }, "NoRequests"],
    ["half a request", { http_reqs: { count: 0.5 }, http_req_failed: failed }, "NoRequests"],
    ["no metric of failures", { http_reqs: reqs }, "NoFailures"],
    ["more failures than requests", { http_reqs: reqs, http_req_failed: { passes: 11 } }, "NoFailures"],
    ["a share beyond 1", { http_reqs: reqs, http_req_failed: { value: 1.5 } }, "NoFailures"],
    ["no metrics", {}, "NoRequests"],
  ])("%s opens no gate", async (_, metrics, reason) => {
    expect(await reasonOf(k6(metrics))).toBe(reason);
  });

  it("more thresholds than are read open no gate", async () => {
    const thresholds = Object.fromEntries(Array.from({ length: 1001 }, (_, at) => [`t${at}`, false]));
    expect(await reasonOf(k6({ http_reqs: { ...reqs, thresholds }, http_req_failed: failed }))).toBe("TooLarge");
  });

  it("its single points are no summary", async () => {
    expect(await reasonOf('{"type":"Metric","data":{}}\n{"type":"Point","data":{}}\n')).toBe("BrokenJson");
  });
});

describe("JMeter's CSV", () => {
  const head = "timeStamp,elapsed,label,success\n";

  it.each([
    [";", "elapsed;success;label\n5;true;a,b\n"],
    ["tab", "elapsed\tsuccess\n5\ttrue\n"],
    ["quotes in the header", '"elapsed","success"\n"5","true"\n'],
    ["Windows' line breaks", "elapsed,success\r\n5,TRUE\r\n"],
  ])("reads %s", async (_, text) => {
    expect(await readAs("load", text)).toMatchObject({ requests: 1, failed: 0, p95Ms: 5 });
  });

  it("passes over headers of further runs", async () => {
    expect(await readAs("load", `${head}1,5,a,true\n${head}2,7,a,false\n`)).toMatchObject({ requests: 2, failed: 1 });
  });

  it("takes a written date from the first row, without a zone", async () => {
    const report = await readAs("load", `${head}2026/03/01 10:00:00.250,5,a,true\n2026/03/01 10:00:01.000,5,a,true\n`);
    expect(report.made).toEqual({ at: Date.UTC(2026, 2, 1, 10, 0, 0, 250), zoned: false });
    expect(report.durationMs).toBeUndefined();
  });

  it.each([
    ["no sample", head, "NoRequests"],
    ["no header", "1772356800000,5,a,true\n", "UnknownFormat"],
    ["a row cut off", `${head}1,5,a,true\n2,7,a`, "CutOff"],
    ["a last row without its break", `${head}1,5,a,true\n2,7,a,true`, "CutOff"],
    ["a field too few", `${head}1,5,true\n`, "BrokenCsv"],
    ["a field too many", `${head}1,5,a,true,x\n`, "BrokenCsv"],
    ["a time that is none", `${head}1,NaN,a,true\n`, "BrokenCsv"],
    ["a negative time", `${head}1,-5,a,true\n`, "BrokenCsv"],
    ["success that is neither", `${head}1,5,a,yes\n`, "BrokenCsv"],
    ["quotes that do not end", `${head}1,5,"a,true\n`, "CutOff"],
    ["quotes that do not end for a megabyte", `${head}1,5,"${"a\n".repeat(600_000)}`, "BrokenCsv"],
    ["text after a quote", `${head}1,5,"a"b,true\n`, "BrokenCsv"],
  ])("%s opens no gate", async (_, text, reason) => {
    expect(await reasonOf(text)).toBe(reason);
  });

  it("says what is missing where the header is asked for", async () => {
    expect(await readText("timeStamp,label\n1,a\n", { kind: "load" })).toMatchObject({ reason: "NoHeader", line: 1 });
  });

  it("counts whatever rows there are", async () => {
    const row = fc.record({ elapsed: fc.nat(60_000), ok: fc.boolean(), label: fc.string({ maxLength: 8 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 60 }), async (rows) => {
        const lines = rows.map(
          ({ elapsed, ok, label }, at) =>
            `${1000 + at},${elapsed},"${label.replaceAll('"', '""').replaceAll("\0", "")}",${ok}\n`,
        );
        const report = await readAs("load", head + lines.join(""));
        const sorted = rows.map(({ elapsed }) => elapsed).toSorted((a, b) => a - b);
        const p95 = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0;
        expect(report).toMatchObject({ requests: rows.length, failed: rows.filter(({ ok }) => !ok).length });
        expect(report.p95Ms).toBeGreaterThanOrEqual(p95);
        expect(report.p95Ms).toBeLessThanOrEqual(p95 * (1 + report.p95Error));
      }),
    );
  });
});

describe("JMeter's statistics", () => {
  it.each([
    ["no sample", { sampleCount: 0, errorCount: 0 }, "NoRequests"],
    ["no failures", { sampleCount: 4 }, "NoFailures"],
    ["texts for numbers", { sampleCount: "4", errorCount: "0" }, "NoRequests"],
  ])("%s opens no gate", async (_, Total, reason) => {
    expect(await reasonOf(JSON.stringify({ Total }))).toBe(reason);
  });
});

describe("a histogram", () => {
  test("tells quantiles that are never too low and hardly too high", () => {
    const values = fc.array(fc.oneof(fc.nat(5000), fc.nat(10_000_000), fc.maxSafeNat()), {
      minLength: 1,
      maxLength: 80,
    });
    fc.assert(
      fc.property(values, fc.double({ min: 0.01, max: 1, noNaN: true }), (all, part) => {
        const histogram = new Histogram();
        for (const value of all) histogram.add(value);
        const sorted = all.map((value) => Math.min(value, 2 ** 40)).toSorted((a, b) => a - b);
        const exact = sorted[Math.max(1, Math.ceil(part * all.length)) - 1] ?? 0;
        const found = histogram.quantile(part) ?? 0;
        expect(found).toBeGreaterThanOrEqual(Math.min(exact, 2 ** 40 - 1));
        expect(found).toBeLessThanOrEqual(Math.max(exact, exact * (1 + HISTOGRAM_ERROR)));
        expect(histogram.total).toBe(all.length);
      }),
    );
  });

  test("of nothing has none", () => {
    expect(new Histogram().quantile(0.95)).toBeUndefined();
  });
});
