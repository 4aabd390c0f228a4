import type { Measure } from "../../../evidence/evidence.ts";
import { failed, inconclusive, passed } from "../../finding.ts";
import type { BenchmarkBound } from "../../terms.ts";
import type { AnyReport, Judged } from "./reportFacts.ts";
import type { SoundReport } from "./soundReports.ts";

/** What a benchmark's report tells. */
export interface BenchmarkFigures extends AnyReport {
  readonly kind: "benchmark";
  readonly benchmarks: readonly Figure[];
}

interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly value: number;
}

/**
 * Whether each benchmark that has a bound was measured and kept to it; of one that was measured several times, each
 * time. Source: release-gatekeeper.md:94.
 */
export function judgeBenchmarks(
  bounds: readonly BenchmarkBound[],
  reports: readonly SoundReport<BenchmarkFigures>[],
): readonly Judged[] {
  const all = reports.flatMap(({ report }) => report.benchmarks);
  return bounds.flatMap((bound) => {
    const measured = all.filter(({ name }) => name === bound.name);
    if (measured.length > 0) return measured.flatMap((figure) => sides(bound).map((side) => judgeOne(figure, side)));
    const message = `No benchmark "${bound.name}" was measured. Correct its name in thresholds.benchmarks.`;
    return [inconclusive("NotMeasured", message)];
  });
}

interface Side {
  readonly bound: number;
  readonly good: Measure["good"];
}

function sides({ atMost, atLeast }: BenchmarkBound): readonly Side[] {
  return [
    ...(atMost === undefined ? [] : [{ bound: atMost, good: "at-most" } as const]),
    ...(atLeast === undefined ? [] : [{ bound: atLeast, good: "at-least" } as const]),
  ];
}

function judgeOne({ name, unit, value }: Figure, { bound, good }: Side): Judged {
  const measure: Measure = { value, bound, good, unit };
  const words = good === "at-most" ? `at most ${bound} may be` : `at least ${bound} must be`;
  const message = `${name}: ${`${value} ${unit}`.trim()}, and ${words}.`;
  const isKept = good === "at-most" ? value <= bound : value >= bound;
  return { ...(isKept ? passed("Borne", message) : failed("BenchmarkMissed", message)), measure };
}
