import type { Measure } from "../../../evidence/evidence.ts";
import { list } from "../../../run/words.ts";
import { failed, inconclusive, passed } from "../../finding.ts";
import type { SecurityTerms } from "../../terms.ts";
import { counted, sumOf } from "./figures.ts";
import { type AnyReport, type Judged, MOST_SPOTS, type ReportAsk, type ReportFacts, type Spot } from "./reportFacts.ts";
import { type SoundReport, soundReports } from "./soundReports.ts";

type Severity = "critical" | "high" | "medium";
type Level = "error" | "warning" | "note" | "none";

/** What a scanner's report tells. */
export interface FindingCounts extends AnyReport {
  readonly tools: readonly { readonly name: string }[];
  readonly standing: {
    readonly bySeverity: Readonly<Record<Severity, number>>;
    /** Those without a score, by the tool's own word. */
    readonly unrated: Readonly<Record<Level, number>>;
  };
  readonly suppressed: number;
  readonly undecided: number;
  /** Errors that the tools report about themselves. */
  readonly toolErrors: number;
  /** The worst first. */
  readonly findings: readonly ScannerFinding[];
}

interface ScannerFinding {
  readonly rule?: string;
  readonly level: Level;
  readonly severity?: Severity | "low";
  readonly file?: string;
  readonly line?: number;
  readonly message?: string;
}

/** A finding without a score counts as the worst that its tool's word can mean: nobody said that it is less. */
const WITHOUT_SCORE: Readonly<Record<Severity, Level | undefined>> = {
  critical: "error",
  high: undefined,
  medium: "warning",
};

/** Whether no more findings of each severity are open than may be. Source: release-gatekeeper.md:90 and 95. */
export function judgeSecurity(ask: ReportAsk, open: SecurityTerms["open"], facts: ReportFacts<FindingCounts>): Judged {
  const sound = soundReports(ask, facts);
  if ("doubt" in sound) return sound.doubt;
  const { files, reports } = sound;
  const bounds = Object.entries(open) as [Severity, number][];
  const counts = bounds.map(([severity, bound]) => ({ severity, bound, found: countOf(reports, severity) }));
  const over = counts.filter(({ found, bound }) => !(found <= bound));
  const spots = worstOf(
    reports,
    counts.map(({ severity }) => severity),
  );
  const measured = over[0] ?? counts[0];
  const measure = measured === undefined ? {} : { measure: measureOf(measured.found, measured.bound) };
  const proof = { files, ...measure, ...(spots.length > 0 ? { spots } : {}) };
  const message = `${list(counts.map(wordsOf))}. ${asides(reports)}`.trim();
  const told = Object.fromEntries(counts.map(({ severity, found }) => [severity, found]));
  if (over.length > 0) return { ...failed("Findings", `${message} ${ask.again}`, told), ...proof };
  const doubt = doubtOf(reports);
  if (doubt !== undefined) return { ...inconclusive(doubt[0], `${doubt[1]} ${ask.again}`), ...proof };
  return { ...passed("Clear", message, told), ...proof };
}

function countOf(reports: readonly SoundReport<FindingCounts>[], severity: Severity): number {
  const level = WITHOUT_SCORE[severity];
  return sumOf(reports, ({ report: { standing } }) => {
    return standing.bySeverity[severity] + (level === undefined ? 0 : standing.unrated[level]);
  });
}

function measureOf(value: number, bound: number): Measure {
  return { value, bound, good: "at-most", unit: "findings" };
}

function wordsOf({ severity, bound, found }: { severity: Severity; bound: number; found: number }): string {
  return `${counted(found, `${severity} finding`)} of ${bound} allowed`;
}

function asides(reports: readonly SoundReport<FindingCounts>[]): string {
  const unrated = sumOf(reports, ({ report }) => report.standing.unrated.error);
  const suppressed = sumOf(reports, ({ report }) => report.suppressed);
  return [
    unrated > 0 ? `${unrated} without a score are errors by their tool's word and count as critical.` : "",
    suppressed > 0 ? `${suppressed} are suppressed and do not count.` : "",
    `Scanned by ${list(toolsOf(reports))}.`,
  ]
    .filter((one) => one !== "")
    .join(" ");
}

/** What was not looked at, or not decided, may hold the finding that is missing here. */
function doubtOf(reports: readonly SoundReport<FindingCounts>[]): readonly [string, string] | undefined {
  const silent = reports.find(({ report }) => report.tools.length === 0);
  if (silent !== undefined) return ["NothingScanned", `${silent.path} names no scanner that ran.`];
  const broken = reports.find(({ report }) => report.toolErrors > 0);
  if (broken !== undefined) {
    const { path, report } = broken;
    return [
      "ScannerFailed",
      `${path} tells of ${counted(report.toolErrors, "error")} of the scanner itself, so it missed something.`,
    ];
  }
  const undecided = sumOf(reports, ({ report }) => report.undecided);
  return undecided === 0 ? undefined : ["Undecided", `Somebody must still decide on ${counted(undecided, "finding")}.`];
}

function toolsOf(reports: readonly SoundReport<FindingCounts>[]): readonly string[] {
  return [...new Set(reports.flatMap(({ report }) => report.tools.map(({ name }) => name)))];
}

/** Those that count, the worst of all reports first. */
function worstOf(reports: readonly SoundReport<FindingCounts>[], severities: readonly Severity[]): readonly Spot[] {
  const found = reports.flatMap(({ path, report }) => report.findings.map((finding) => ({ path, finding })));
  return found
    .map((one) => ({ ...one, rank: rankOf(one.finding) }))
    .filter(({ rank }) => severities.some((severity) => RANKS[severity] === rank))
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, MOST_SPOTS)
    .map(({ path, finding }) => spotOf(path, finding));
}

const RANKS: Readonly<Record<Severity | "low", number>> = { critical: 0, high: 1, medium: 2, low: 3 };

function rankOf({ severity, level }: ScannerFinding): number {
  if (severity !== undefined) return RANKS[severity];
  return level === WITHOUT_SCORE.critical ? RANKS.critical : level === WITHOUT_SCORE.medium ? RANKS.medium : RANKS.low;
}

function spotOf(report: string, { rule, severity, level, file, line, message }: ScannerFinding): Spot {
  const words = [severity ?? level, rule, message?.split("\n", 1)[0]].filter((one) => one !== undefined);
  return {
    report,
    about: words.join(": ").slice(0, 300),
    ...(file === undefined ? {} : { named: file }),
    ...(line === undefined ? {} : { line }),
  };
}
