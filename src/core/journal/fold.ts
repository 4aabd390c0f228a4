import { utf8ToBytes } from "@noble/hashes/utils.js";
import { parseTimestamp } from "../../base/clock.ts";
import { sha256Hex } from "../../base/hash.ts";
import { messageOf } from "../../base/result.ts";
import { reduce } from "../run/reduce.ts";
import type { RunState } from "../run/state.ts";
import { decodeLine, hashedTextOf } from "./codec.ts";
import { type Hash, type JournalEntry, NO_HASH } from "./entry.ts";
import { type JournalProblem, isFatal } from "./problem.ts";

/** What a journal has told so far, and room for more. */
export interface Journal {
  /** Undefined before the first entry. */
  readonly state: RunState | undefined;
  /** The last good entry: where the chain goes on. */
  readonly head: JournalEntry | undefined;
  readonly entries: readonly JournalEntry[];
  readonly problems: readonly JournalProblem[];
  /** Whether a problem forbids going on; lines that follow are not read. */
  readonly broken: boolean;
  /** Whether an event of this id stands in the journal. */
  has(id: string): boolean;
  /** Reads whole lines as they were written, verifying the chain. */
  add(lines: Iterable<string>): void;
  /** Takes an entry this process has just written. */
  push(entry: JournalEntry): void;
}

/** An empty journal. `hash` is SHA-256; give a native one where there is one. */
export function emptyJournal(hash: Hash = sha256Hex): Journal {
  const entries: JournalEntry[] = [];
  const problems: JournalProblem[] = [];
  const ids = new Set<string>();
  let state: RunState | undefined;
  let line = 0;
  let broken = false;

  const fail = (reason: JournalProblem["reason"], message: string): void => {
    const problem = { reason, line, message: `Line ${line}: ${message}` };
    problems.push(problem);
    broken ||= isFatal(problem);
  };

  const push = (entry: JournalEntry): void => {
    entries.push(entry);
    if (ids.has(entry.id)) return fail("RepeatedEvent", `"${entry.id}" stands in the journal twice and counts once.`);
    ids.add(entry.id);
    try {
      state = reduce(state, { event: entry.event, at: parseTimestamp(entry.at) ?? state?.lastEventAt ?? 0 });
    } catch (error) {
      fail("NotARun", messageOf(error));
    }
  };

  const read = (text: string): void => {
    line += 1;
    const decoded = decodeLine(text);
    if (!decoded.ok) return fail(decoded.error.reason as JournalProblem["reason"], decoded.error.message);
    const breach = breachOf(entries.at(-1), decoded.value, hash(hashedTextOf(text)));
    if (breach !== undefined) return fail("BrokenChain", breach);
    push(decoded.value);
  };

  return {
    entries,
    problems,
    get state() {
      return state;
    },
    get head() {
      return entries.at(-1);
    },
    get broken() {
      return broken;
    },
    has: (id) => ids.has(id),
    add(lines) {
      for (const text of lines) if (!broken) read(text);
    },
    push(entry) {
      line += 1;
      push(entry);
    },
  };
}

/** What breaks the chain at this entry, if anything; `hash` is the one its text really has. */
function breachOf(before: JournalEntry | undefined, entry: JournalEntry, hash: string): string | undefined {
  const seq = (before?.seq ?? -1) + 1;
  const restore = "Restore the journal from a copy; the run does not go on from here.";
  if (entry.hash !== hash) return `entry ${entry.seq} was changed after it was written. ${restore}`;
  if (entry.seq !== seq) return `entry ${seq} is missing; entry ${entry.seq} stands in its place. ${restore}`;
  if (entry.prev !== (before?.hash ?? NO_HASH)) return `entry ${seq} does not follow from the one before. ${restore}`;
  return undefined;
}

/** A journal read from a file's text, and how long its whole lines are. */
export interface FoldedJournal {
  readonly journal: Journal;
  /** UTF-8 bytes of the whole lines where the last line is torn: cut the file there before writing on. */
  readonly wholeBytes: number | undefined;
}

/** Folds a file's text. A torn last line is dropped and reported. */
export function foldJournal(
  text: string,
  hash: Hash = sha256Hex,
): FoldedJournal & Pick<Journal, "entries" | "state" | "problems"> {
  const end = text.lastIndexOf("\n") + 1;
  const lines = text.slice(0, end).split("\n").slice(0, -1);
  const journal = emptyJournal(hash);
  journal.add(lines);
  const torn = end < text.length;
  const problems = torn && !journal.broken ? [...journal.problems, tornTail(lines.length + 1)] : journal.problems;
  const wholeBytes = torn ? utf8ToBytes(text.slice(0, end)).length : undefined;
  return { journal, wholeBytes, entries: journal.entries, state: journal.state, problems };
}

function tornTail(line: number): JournalProblem {
  const message = `Line ${line}: the last line was cut off while it was written. It is left out; nothing else is lost.`;
  return { reason: "TornTail", line, message };
}
