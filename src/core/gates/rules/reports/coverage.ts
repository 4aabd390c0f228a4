import type { Measure } from "../../../evidence/evidence.ts";
import { failed, passed } from "../../finding.ts";
import { percentDown, sumOf } from "./figures.ts";
import type { AnyReport, Judged, ReportAsk, ReportFacts } from "./reportFacts.ts";
import { soundReports } from "./soundReports.ts";

/** What a report of coverage tells. */
export interface CoverageCounts extends AnyReport {
  readonly lines: { readonly covered: number; readonly total: number };
}

/** Whether tests ran enough of the lines; `bound` in percent. Source: safety-handbook.md:1296. */
export function judgeCoverage(ask: ReportAsk, bound: number, facts: ReportFacts<CoverageCounts>): Judged {
  const sound = soundReports(ask, facts);
  if ("doubt" in sound) return sound.doubt;
  const { files, reports } = sound;
  const covered = sumOf(reports, ({ report }) => report.lines.covered);
  const total = sumOf(reports, ({ report }) => report.lines.total);
  const value = percentDown(covered, total);
  const measure: Measure = { value, bound, good: "at-least", unit: "%" };
  const message = `Tests ran ${covered} of ${total} lines: ${value} %, and ${bound} % must be.`;
  const counts = { covered, lines: total };
  const enough = covered * 100 >= bound * total;
  const finding = enough ? passed("Covered", message, counts) : failed("NotCovered", message, counts);
  return { ...finding, measure, files };
}
