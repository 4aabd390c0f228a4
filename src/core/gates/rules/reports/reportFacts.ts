import type { EvidenceFile, EvidencePlace } from "../../../evidence/evidence.ts";
import type { Finding } from "../../finding.ts";

/** What is asked of reports, whatever they are about. */
export interface ReportAsk {
  /** What the reports tell of, such as `unit tests`. */
  readonly what: string;
  /** Where `tidegate.yaml` names them, such as `evidence.tests.unit`. */
  readonly key: string;
  /** A glob as somebody might write it there. */
  readonly example: string;
  /** What a person does to have them anew: a sentence. */
  readonly again: string;
  /** Kinds of report that answer it. */
  readonly kinds: readonly string[];
  readonly globs: readonly string[];
  /** Seconds. */
  readonly maxAge: number;
}

/** What any report tells of itself. */
export interface AnyReport {
  readonly kind: string;
  readonly made?: Made;
  readonly durationMs?: number;
  readonly disagreements?: readonly { readonly what: string; readonly declared: number; readonly counted: number }[];
}

/** When what a report tells was seen; not `zoned` where it names no time zone and was taken as UTC. */
export interface Made {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly zoned: boolean;
}

export interface Unreadable {
  readonly kind: "unreadable";
  readonly message: string;
  readonly line?: number;
}

/** A report with the file that it was read from. */
export interface ReadFile<R extends AnyReport = AnyReport> {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number;
  /** When the report was made, in milliseconds since the epoch, if a time that names no zone is of this machine's own. */
  readonly madeHere?: number;
  readonly report: R | Unreadable;
}

/** Everything that was read to answer a check. */
export interface ReportFacts<R extends AnyReport = AnyReport> {
  readonly files: readonly ReadFile<R>[];
  /** Globs that no file matches. */
  readonly unmatched: readonly string[];
  /** Files that lie outside of the workspace, behind a link. */
  readonly outside: readonly string[];
  readonly complete: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The commit that is checked out; `at` in milliseconds since the epoch where git told it. */
  readonly commit: { readonly hash: string; readonly at: number | undefined } | undefined;
  /** Paths of the files that the commit has, just as they are. */
  readonly committed: ReadonlySet<string>;
}

/** Something in a report that speaks against a release, and the file it names. */
export interface Spot {
  readonly report: string;
  readonly reportLine?: number;
  /** As the report has it. */
  readonly named?: string;
  /** From 1. */
  readonly line?: number;
  readonly about: string;
}

/** A finding whose places are still as the reports name them. */
export interface Judged extends Finding {
  /** The first first; at most {@link MOST_SPOTS}. */
  readonly spots?: readonly Spot[];
}

export const MOST_SPOTS = 20;

/** Where to look: in the file that was found for the spot, else in the report itself. */
export function placeOf(spot: Spot, located: string | undefined): EvidencePlace {
  const { report, reportLine, line, about } = spot;
  const at = located === undefined ? reportLine : line;
  return { path: located ?? report, ...(at === undefined ? {} : { line: at }), about };
}

/** A file as evidence names it. `madeAt` in milliseconds since the epoch. */
export function fileOf({ path, sha256, bytes }: ReadFile, madeAt: number): EvidenceFile {
  return { path, sha256, bytes, madeAt };
}
