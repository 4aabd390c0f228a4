import type { LoadReport } from "../report.ts";
import { problem } from "../source/problem.ts";
import { mapOf, memberOf, numberIn, objectIn, objectOf, type Picked, SCALAR, type Shape } from "../source/pick.ts";
import { NAMED_AT_MOST } from "../values/excerpt.ts";
import { amountOf, countOf } from "../values/number.ts";
import { loadReportOf } from "./loadReport.ts";

const MOST_METRICS = 5000;
const MOST_THRESHOLDS = 1000;
const FIGURES = { "p(95)": SCALAR, avg: SCALAR, count: SCALAR, rate: SCALAR, value: SCALAR, passes: SCALAR };
const THRESHOLDS = mapOf(objectOf({ ok: SCALAR }), MOST_THRESHOLDS);

/** What is wanted of the document's `metrics`. */
export const K6_METRICS: Shape = mapOf(
  objectOf({ ...FIGURES, values: objectOf(FIGURES), thresholds: THRESHOLDS }),
  MOST_METRICS,
);

/** What is wanted of the document's `state`. */
export const K6_STATE: Shape = objectOf({ testRunDurationMs: SCALAR });

/** What is wanted of the `metadata` that only k6's newer summary has: <https://github.com/grafana/k6-summary>. */
export const K6_METADATA: Shape = objectOf({ k6_version: SCALAR, k6Version: SCALAR });

/** Throws a problem where this is the `metadata` of k6's newer summary: that one is silent about thresholds. */
export function refuseWithoutThresholds(metadata: Picked | undefined): void {
  const version = memberOf(metadata, "k6_version") ?? memberOf(metadata, "k6Version");
  if (version === undefined) return;
  throw problem(
    "NoThresholds",
    "This is k6's newer summary, which does not say whether the test's thresholds were met. " +
      "Run k6 with --new-machine-readable-summary=false.",
  );
}

/**
 * The summary of k6, as `handleSummary` gets it (figures in `values`, thresholds as `{ok}`) or as `--summary-export`
 * writes it (figures in the metric itself, thresholds true where they were crossed). Throws a problem where it has no
 * HTTP requests.
 */
export function k6Report(document: Picked): LoadReport {
  const metrics = objectIn(document, "metrics");
  const figure = (metric: string, ...names: readonly string[]): number | undefined =>
    figureOf(memberOf(metrics, metric), names);
  const requests = countOf(figure("http_reqs", "count"));
  const share = figure("http_req_failed", "rate", "value");
  return loadReportOf({
    format: "k6",
    requests,
    failed: failedOf(requests, share, countOf(figure("http_req_failed", "passes"))),
    p95Ms: figure("http_req_duration", "p(95)"),
    meanMs: figure("http_req_duration", "avg"),
    perSecond: figure("http_reqs", "rate"),
    durationMs: amountOf(numberIn(objectIn(document, "state"), "testRunDurationMs")),
    thresholds: thresholdsOf(metrics),
  });
}

/** The metric counts what is true of it, so those that failed are its passes. Where these are missing, its share tells. */
function failedOf(
  requests: number | undefined,
  share: number | undefined,
  passes: number | undefined,
): number | undefined {
  if (passes !== undefined) return passes;
  return requests === undefined || share === undefined || share > 1 ? undefined : Math.ceil(share * requests);
}

function figureOf(metric: Picked | undefined, names: readonly string[]): number | undefined {
  const owner = objectIn(metric, "values") ?? metric;
  for (const name of names) {
    const amount = amountOf(numberIn(owner, name));
    if (amount !== undefined) return amount;
  }
  return undefined;
}

function thresholdsOf(metrics: Picked | undefined): LoadReport["thresholds"] {
  let met = 0;
  const crossed: string[] = [];
  for (const [metric, value] of entriesOf(metrics)) {
    for (const [bound, word] of entriesOf(memberOf(value, "thresholds"))) {
      const isMet = memberOf(word, "ok") === true || word === false;
      if (isMet) met += 1;
      else crossed.push(`${metric}: ${bound}`.slice(0, 200));
    }
  }
  return { met, crossed: crossed.slice(0, NAMED_AT_MOST) };
}

function entriesOf(value: Picked | undefined): readonly (readonly [string, Picked])[] {
  if (typeof value !== "object" || value?.type !== "object") return [];
  if (value.dropped > 0) {
    throw problem("TooLarge", "This report of k6 has more metrics or thresholds than are read. Leave tags out of it.");
  }
  return [...(value.rest ?? [])];
}
