import type { LoadReport, Made } from "../report.ts";
import { problem } from "../source/problem.ts";
import { frozen, given } from "../values/frozen.ts";

/** What was read of a load test, before it is known to make sense. */
export interface Measured {
  readonly format: LoadReport["format"];
  readonly requests: number | undefined;
  readonly failed: number | undefined;
  readonly p95Ms?: number | undefined;
  readonly p95Error?: number;
  readonly meanMs?: number | undefined;
  readonly perSecond?: number | undefined;
  readonly durationMs?: number | undefined;
  readonly thresholds?: LoadReport["thresholds"];
  readonly made?: Made | undefined;
}

/** The report. Throws a problem where no request was made, or nothing says how many failed. */
export function loadReportOf(measured: Measured): LoadReport {
  const { format, requests, failed, p95Ms, p95Error, meanMs, perSecond, durationMs, thresholds, made } = measured;
  if (requests === undefined || requests === 0) {
    throw problem("NoRequests", "This load test made no request, so it measured nothing. Look at its log.");
  }
  if (failed === undefined || failed > requests) {
    throw problem(
      "NoFailures",
      "This report does not say how many requests failed, or names more than were made. Have the tool write all it measures.",
    );
  }
  return frozen({
    kind: "load",
    format,
    requests,
    failed,
    failedShare: failed / requests,
    p95Error: p95Error ?? 0,
    ...given({ p95Ms, meanMs, perSecond, durationMs, made }),
    thresholds: thresholds ?? { met: 0, crossed: [] },
  });
}
