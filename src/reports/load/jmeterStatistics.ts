import type { LoadReport } from "../report.ts";
import { numberIn, objectOf, type Picked, SCALAR, type Shape } from "../source/pick.ts";
import { amountOf, countOf } from "../values/number.ts";
import { loadReportOf } from "./loadReport.ts";

/** What is wanted of `Total` in the document. */
export const STATISTICS_TOTAL: Shape = objectOf({
  sampleCount: SCALAR,
  errorCount: SCALAR,
  meanResTime: SCALAR,
  pct2ResTime: SCALAR,
  throughput: SCALAR,
});

/**
 * The total of `statistics.json`, which JMeter's dashboard comes with. Its second percentile is the 95th unless
 * `aggregate_rpt_pct2` was changed; the file does not tell. Throws a problem where no sample was taken.
 */
export function statisticsReport(total: Picked | undefined): LoadReport {
  return loadReportOf({
    format: "jmeter-statistics",
    requests: countOf(numberIn(total, "sampleCount")),
    failed: countOf(numberIn(total, "errorCount")),
    p95Ms: amountOf(numberIn(total, "pct2ResTime")),
    meanMs: amountOf(numberIn(total, "meanResTime")),
    perSecond: amountOf(numberIn(total, "throughput")),
  });
}
