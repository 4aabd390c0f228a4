import { parseTimestamp } from "../../base/clock.ts";
import { sha256Hex } from "../../base/hash.ts";
import { Fault, messageOf, reasonOf } from "../../base/result.ts";
import { reduce } from "../run/reduce.ts";
import type { RunState } from "../run/state.ts";
import { decodeLine, hashedTextOf, RESTORE } from "./codec.ts";
import { type Hash, type JournalEntry, NO_HASH } from "./entry.ts";
import { wholeLength, wholeLines } from "./lines.ts";
import type { JournalProblem } from "./problem.ts";

/** What a journal has told so far, and room for more. */
export interface Journal {
  /** Undefined before the first entry. */
  readonly state: RunState | undefined;
  /** The last good entry: where the chain goes on. */
  readonly head: JournalEntry | undefined;
  /** All good entries; empty where they are not kept. */
  readonly entries: readonly JournalEntry[];
  readonly problems: readonly JournalProblem[];
  /** Whether a problem forbids going on; lines that follow are not read. */
  readonly broken: boolean;
  /** Whether an event of this id stands among the kept entries. */
  has(id: string): boolean;
  /** Reads whole lines as they were written, verifying the chain. */
  add(lines: Iterable<string>): void;
  /** Takes an entry this process has just written. */
  push(entry: JournalEntry): void;
}

export interface JournalOptions {
  /** SHA-256; give a native one where there is one. */
  readonly hash?: Hash;
  /** Keep the entries: needed to write on and to tell the story, not to show the state. On unless said otherwise. */
  readonly keep?: boolean;
}

/** An empty journal. */
export function emptyJournal({ hash = sha256Hex, keep = true }: JournalOptions = {}): Journal {
  const entries: JournalEntry[] = [];
  const problems: JournalProblem[] = [];
  const ids = new Set<string>();
  let head: JournalEntry | undefined;
  let state: RunState | undefined;
  let line = 0;

  const push = (entry: JournalEntry): void => {
    head = entry;
    if (keep) entries.push(entry);
    state = reduce(state, { event: entry.event, at: parseTimestamp(entry.at) ?? state?.lastEventAt ?? 0 });
  };

  const read = (text: string): void => {
    line += 1;
    try {
      push(linked(head, text, hash));
    } catch (error) {
      problems.push(problemOf(error, line));
    }
  };

  return {
    entries,
    problems,
    get state() {
      return state;
    },
    get head() {
      return head;
    },
    get broken() {
      return problems.length > 0;
    },
    has(id) {
      // Most journals are only read; the ids are gathered when someone is about to write.
      for (let index = ids.size; index < entries.length; index += 1) ids.add(entries[index]?.id ?? "");
      return ids.has(id);
    },
    add(lines) {
      for (const text of lines) {
        if (problems.length > 0) return;
        read(text);
      }
    },
    push(entry) {
      line += 1;
      push(entry);
    },
  };
}

/** The entry a line holds, if it follows from the one before; otherwise a Fault. */
function linked(before: JournalEntry | undefined, text: string, hash: Hash): JournalEntry {
  const decoded = decodeLine(text);
  if (!decoded.ok) throw decoded.error;
  const breach = breachOf(before, decoded.value, hash(hashedTextOf(text)));
  if (breach !== undefined) throw new Fault("BrokenChain", breach);
  return decoded.value;
}

function problemOf(error: unknown, line: number): JournalProblem {
  return { reason: reasonOf(error) as JournalProblem["reason"], line, message: `Line ${line}: ${messageOf(error)}` };
}

/** What breaks the chain at this entry, if anything; `hash` is the one its text really has. */
function breachOf(before: JournalEntry | undefined, entry: JournalEntry, hash: string): string | undefined {
  const seq = (before?.seq ?? -1) + 1;
  if (entry.hash !== hash) return `entry ${entry.seq} was changed after it was written. ${RESTORE}`;
  if (entry.seq !== seq) return `entry ${seq} is missing; entry ${entry.seq} stands in its place. ${RESTORE}`;
  if (entry.prev !== (before?.hash ?? NO_HASH)) return `entry ${seq} does not follow from the one before. ${RESTORE}`;
  return undefined;
}

/** A journal read from a file, and how long its whole lines are. */
export interface FoldedJournal {
  readonly journal: Journal;
  /** Bytes of the whole lines where the last line is torn: cut the file there before writing on. */
  readonly wholeBytes: number | undefined;
  readonly entries: readonly JournalEntry[];
  readonly state: RunState | undefined;
  /** Those of the journal, and the torn tail. */
  readonly problems: readonly JournalProblem[];
}

/** Folds a file's bytes. A torn last line is dropped and reported. */
export function foldJournal(bytes: Uint8Array, options: JournalOptions = {}): FoldedJournal {
  const journal = emptyJournal(options);
  journal.add(wholeLines(bytes));
  const end = wholeLength(bytes);
  const torn = end < bytes.length;
  const problems = torn && !journal.broken ? [tornTail((journal.head?.seq ?? -1) + 2)] : journal.problems;
  const wholeBytes = torn ? end : undefined;
  return { journal, wholeBytes, entries: journal.entries, state: journal.state, problems };
}

function tornTail(line: number): JournalProblem {
  const message = `Line ${line}: the last line was cut off while it was written. It is left out; nothing else is lost.`;
  return { reason: "TornTail", line, message };
}
