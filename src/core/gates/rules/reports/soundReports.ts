import { type Finding, inconclusive } from "../../finding.ts";
import { list } from "../../../run/words.ts";
import { ageDoubt, type Doubt, timeOf } from "./reportAge.ts";
import { type AnyReport, fileOf, type ReadFile, type ReportAsk, type ReportFacts } from "./reportFacts.ts";

/** A report that can be relied on. */
export interface SoundReport<R extends AnyReport> {
  readonly path: string;
  readonly report: R;
}

/** What can be judged, or what stands in the way of judging. */
export type Sound<R extends AnyReport> =
  | { readonly reports: readonly SoundReport<R>[]; readonly files: NonNullable<Finding["files"]> }
  | { readonly doubt: Finding };

/** Reports that were all found, read and understood and are all of now; else the first doubt. */
export function soundReports<R extends AnyReport>(ask: ReportAsk, facts: ReportFacts<R>): Sound<R> {
  const files = facts.files.map((file) => fileOf(file, timeOf(file).at));
  const doubt = foundDoubt(ask, facts) ?? firstOf(facts.files, (file) => fileDoubt(file, ask, facts));
  if (doubt !== undefined) {
    const finding = inconclusive(doubt.reason, doubt.message);
    return { doubt: files.length === 0 ? finding : { ...finding, files } };
  }
  const reports = distinct(facts.files).map(({ path, report }) => ({ path, report: report as R }));
  return { reports, files };
}

/** The same bytes under two names are one report. */
function distinct<R extends AnyReport>(files: readonly ReadFile<R>[]): readonly ReadFile<R>[] {
  return [...new Map(files.toReversed().map((file) => [file.sha256, file])).values()].toReversed();
}

function foundDoubt({ globs, key, what, example }: ReportAsk, facts: ReportFacts): Doubt | undefined {
  if (globs.length === 0) {
    const message = `Nobody said where the reports of ${what} lie. Write it into tidegate.yaml as ${key}, such as "${example}".`;
    return { reason: "NotSaid", message };
  }
  if (facts.outside.length > 0) {
    const message = `${list(facts.outside.slice(0, 3))} lies outside of the workspace, behind a link, and was not read.`;
    return { reason: "Outside", message: `${message} Put the report itself there.` };
  }
  const [none] = facts.unmatched;
  if (none !== undefined) {
    return { reason: "NoFile", message: `No file matches "${none}". Make the reports of ${what}, or correct ${key}.` };
  }
  if (facts.complete && facts.files.length > 0) return undefined;
  return { reason: "TooMany", message: `More files match ${key} than are looked at. Write a narrower glob.` };
}

function fileDoubt(file: ReadFile, ask: ReportAsk, facts: ReportFacts): Doubt | undefined {
  const { path, report } = file;
  if ("message" in report) {
    const line = report.line === undefined ? "" : `:${report.line}`;
    return { reason: "Unreadable", message: `${path}${line} tells nothing: ${report.message}` };
  }
  if (!ask.kinds.includes(report.kind)) {
    const message = `${path} is no report of ${ask.what}: it is one of ${report.kind}. Correct ${ask.key}.`;
    return { reason: "WrongKind", message };
  }
  return disagreement(path, report) ?? ageDoubt(file, ask, facts);
}

function disagreement(path: string, { disagreements = [] }: AnyReport): Doubt | undefined {
  const [first] = disagreements;
  if (first === undefined) return undefined;
  const { what, declared, counted } = first;
  const message = `${path} disagrees with itself: it says ${declared} for ${what}, and ${counted} are in it. Make it again.`;
  return { reason: "Disagrees", message };
}

function firstOf<T>(all: readonly T[], doubtOf: (one: T) => Doubt | undefined): Doubt | undefined {
  for (const one of all) {
    const doubt = doubtOf(one);
    if (doubt !== undefined) return doubt;
  }
  return undefined;
}
