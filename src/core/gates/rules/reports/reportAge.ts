import { span } from "../../../run/words.ts";
import type { AnyReport, ReadFile, ReportAsk, ReportFacts } from "./reportFacts.ts";

/** How far two machines' clocks may be apart. Milliseconds. */
const SKEW_MS = 5 * 60_000;
/** A file is written soon after what it tells; time zones differ by more. Milliseconds. */
const WRITTEN_WITHIN_MS = 10 * 60_000;
/** The time zone that is furthest ahead: what names none may be this much older than it says. Milliseconds. */
const FURTHEST_ZONE_MS = 14 * 3_600_000;

/** When a report was made. Milliseconds since the epoch. */
export interface ReportTime {
  readonly at: number;
  /** The earliest that it can mean. */
  readonly earliest: number;
}

/**
 * What the report says itself counts, as a file is copied and fetched later. Where it names no time zone, it is taken
 * as UTC or as of this machine's zone if the file was written at that time, and otherwise may be older: some tools
 * write the one, some the other.
 */
export function timeOf({ report, modifiedAt, madeHere }: Omit<ReadFile, "path" | "sha256" | "bytes">): ReportTime {
  const { made, durationMs = 0 } = report as AnyReport;
  if (made === undefined) return { at: modifiedAt, earliest: modifiedAt };
  if (made.zoned) return { at: made.at, earliest: made.at };
  const isWritten = (at: number | undefined): boolean => {
    const later = modifiedAt - (at ?? Number.NaN);
    return later >= -SKEW_MS && later <= durationMs + WRITTEN_WITHIN_MS;
  };
  const at = [made.at, madeHere].find(isWritten);
  return at === undefined ? { at: made.at, earliest: made.at - FURTHEST_ZONE_MS } : { at, earliest: at };
}

/** A doubt about when something was made: a code and a sentence. */
export interface Doubt {
  readonly reason: string;
  readonly message: string;
}

/** Why nothing can be said from a report of this age; undefined where it is neither too old nor from the future. */
export function ageDoubt(file: ReadFile, ask: ReportAsk, facts: ReportFacts): Doubt | undefined {
  const { at, earliest } = timeOf(file);
  return (
    committedBefore(file, facts) ?? fromTheFuture(file, at, facts.now) ?? tooOld(file, { at, earliest }, ask, facts)
  );
}

/** Git gives what it checks out the time of the checkout, and a commit cannot have what was made of it. */
function committedBefore({ path }: ReadFile, { commit, committed }: ReportFacts): Doubt | undefined {
  if (commit === undefined || !committed.has(path)) return undefined;
  const short = commit.hash.slice(0, 8);
  const message = `${path} is a part of commit ${short} itself, so it was made before it and cannot tell of it.`;
  return { reason: "Committed", message: `${message} Take it out of git, have git ignore it, and make it again.` };
}

/** A time that lies ahead is of a clock that goes wrong, and then no age is right. */
export function fromTheFuture(
  { path, modifiedAt }: Pick<ReadFile, "path" | "modifiedAt">,
  at: number,
  now: number,
): Doubt | undefined {
  const skew =
    "The clocks of two machines differ, or it names the wrong time zone or none. Set the clocks, and make it again.";
  if (at > now + SKEW_MS) {
    return {
      reason: "FromTheFuture",
      message: `${path} is dated ${span(at - now)} ahead of this machine's clock. ${skew}`,
    };
  }
  if (at > modifiedAt + SKEW_MS) {
    const message = `${path} tells of a time ${span(at - modifiedAt)} after the file was written. ${skew}`;
    return { reason: "DatedAfterItself", message };
  }
  return undefined;
}

function tooOld(file: ReadFile, { at, earliest }: ReportTime, ask: ReportAsk, facts: ReportFacts): Doubt | undefined {
  const { now, commit } = facts;
  const zone = earliest < at ? " It names no time zone, so it may be 14 h older than it says." : "";
  const age = now - earliest;
  if (age > ask.maxAge * 1000) {
    // Both may read alike in words.
    const old = span(age) === span(ask.maxAge * 1000) ? `more than ${span(age)}` : span(age);
    const message = `${file.path} is ${old} old; ${span(ask.maxAge * 1000)} are allowed.${zone} ${ask.again}`;
    return { reason: "Stale", message };
  }
  if (commit === undefined) return undefined;
  const short = commit.hash.slice(0, 8);
  if (commit.at === undefined) {
    return {
      reason: "NoCommitTime",
      message: `Git does not tell when ${short} was made, so nothing is known to be newer.`,
    };
  }
  if (earliest >= commit.at) return undefined;
  const message = `${file.path} was made ${span(commit.at - earliest)} before commit ${short}, which it cannot tell of.`;
  return { reason: "OlderThanCommit", message: `${message}${zone} ${ask.again}` };
}
