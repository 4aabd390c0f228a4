import type { Measure } from "../../../evidence/evidence.ts";
import { list } from "../../../run/words.ts";
import { failed, inconclusive, passed } from "../../finding.ts";
import type { LoadTerms } from "../../terms.ts";
import { type BenchmarkFigures, judgeBenchmarks } from "./benchmarks.ts";
import { percentUp } from "./figures.ts";
import type { AnyReport, Judged, ReportAsk, ReportFacts } from "./reportFacts.ts";
import { type SoundReport, soundReports } from "./soundReports.ts";

/** What a report of a load test tells. */
export interface LoadFigures extends AnyReport {
  readonly kind: "load";
  readonly requests: number;
  readonly failed: number;
  readonly p95Ms?: number;
  /** By how much of itself `p95Ms` may be too high. */
  readonly p95Error: number;
  readonly thresholds: { readonly met: number; readonly crossed: readonly string[] };
}

type Bounds = Pick<LoadTerms, "errorRate" | "p95" | "requests" | "benchmarks">;

/** The most benchmarks that are told of. */
const MOST_TOLD = 20;

/** Whether each load test was long enough, and it and each benchmark that has one stayed within its bounds. Source: release-gatekeeper.md:94. */
export function judgeLoad(ask: ReportAsk, bounds: Bounds, facts: ReportFacts<LoadFigures | BenchmarkFigures>): Judged {
  const sound = soundReports(ask, facts);
  if ("doubt" in sound) return sound.doubt;
  const { files, reports } = sound;
  const loads = reports.filter((one): one is SoundReport<LoadFigures> => one.report.kind === "load");
  const told = Object.fromEntries(reports.flatMap(benchmarksIn).slice(0, MOST_TOLD));
  const benchmarks = reports.filter((one): one is SoundReport<BenchmarkFigures> => one.report.kind === "benchmark");
  const judged = [
    ...loads.map((one) => judgeOne(one, bounds)),
    ...judgeBenchmarks(bounds.benchmarks ?? [], benchmarks),
  ];
  if (judged.length === 0) {
    const message = "Benchmarks alone have no bound. Write theirs into thresholds.benchmarks, or add a load test.";
    return { ...inconclusive("OnlyBenchmarks", message), files, facts: told };
  }
  const worst =
    judged.find((one) => one.verdict === "fail") ?? judged.find((one) => one.verdict !== "pass") ?? judged[0];
  const message =
    worst?.verdict === "pass" ? judged.map((one) => one.message).join(" ") : `${worst?.message} ${ask.again}`;
  return { ...(worst ?? inconclusive("NothingRan", message)), message, files, facts: { ...worst?.facts, ...told } };
}

function judgeOne({ path, report }: SoundReport<LoadFigures>, bounds: Bounds): Judged {
  const { requests, thresholds, p95Ms } = report;
  const facts = { requests, failed: report.failed, ...(p95Ms === undefined ? {} : { "p95 ms": p95Ms }) };
  const [crossed] = thresholds.crossed;
  if (crossed !== undefined) {
    const message = `${path}: the test's own bounds were crossed: ${list(thresholds.crossed.slice(0, 5))}.`;
    return failed("ThresholdCrossed", message, facts);
  }
  // Asked so that a figure that is no number passes nothing.
  if (!(requests >= bounds.requests)) {
    const message = `${path} has ${requests} requests; below ${bounds.requests} it proves nothing.`;
    const measure: Measure = { value: requests, bound: bounds.requests, good: "at-least", unit: "requests" };
    return { ...inconclusive("TooFew", message), measure, facts };
  }
  const value = percentUp(report.failed, requests);
  const measure: Measure = { value, bound: bounds.errorRate, good: "at-most", unit: "%" };
  const rate = `${path}: ${report.failed} of ${requests} requests failed: ${value} %, at most ${bounds.errorRate} % may.`;
  if (!(report.failed * 100 <= bounds.errorRate * requests)) return { ...failed("Errors", rate, facts), measure };
  if (bounds.p95 === undefined) return { ...passed("Borne", rate, facts), measure };
  return judgeLatency(path, report, { bound: bounds.p95, rate, facts });
}

interface Latency {
  readonly bound: number;
  readonly rate: string;
  readonly facts: NonNullable<Judged["facts"]>;
}

function judgeLatency(path: string, { p95Ms, p95Error }: LoadFigures, { bound, rate, facts }: Latency): Judged {
  if (p95Ms === undefined) {
    return {
      ...inconclusive("NoLatency", `${path} does not tell the 95th percentile. Have the tool write it.`),
      facts,
    };
  }
  const value = Math.ceil(p95Ms * 100) / 100;
  const measure: Measure = { value, bound, good: "at-most", unit: "ms" };
  const words = `95 of 100 took at most ${value} ms; ${bound} ms are allowed.`;
  if (p95Ms <= bound) return { ...passed("Borne", `${rate} ${words}`, facts), measure };
  if (p95Ms * (1 - p95Error) > bound) return { ...failed("TooSlow", `${path}: ${words}`, facts), measure };
  const off = Math.ceil(p95Error * 100);
  const message = `${path}: ${words} The figure may be ${off} % too high, so it cannot be told.`;
  return { ...inconclusive("TooCoarse", message), measure, facts };
}

function benchmarksIn({ report }: SoundReport<LoadFigures | BenchmarkFigures>): [string, string][] {
  if (report.kind === "load") return [];
  return report.benchmarks.map(({ name, unit, value }) => [name.slice(0, 100), `${value} ${unit}`]);
}
