import { z } from "zod";
import { canonicalJson } from "../../base/hash.ts";
import { Fault, type Result, err, ok } from "../../base/result.ts";
import type { JournalEntry } from "./entry.ts";
import { EVENT_TYPES, eventSchema } from "./eventSchema.ts";

const HASH = z.string().length(64);

const entrySchema = z.object({
  seq: z.int().nonnegative(),
  id: z.string(),
  at: z.string(),
  event: eventSchema,
  prev: HASH,
  hash: HASH,
}) satisfies z.ZodType<JournalEntry>;

/** Only enough of an entry to say what kind of event it tells. */
const typedSchema = z.object({ event: z.object({ type: z.string() }) });

/** An entry as one line of `journal.jsonl`, without the line's end: canonical JSON. */
export function encodeEntry(entry: JournalEntry): string {
  return canonicalJson(entry);
}

/** Reads one line. Faults: `UnreadableLine`, and `NewerJournal` for an event this version does not know. */
export function decodeLine(line: string): Result<JournalEntry> {
  const value = parsed(line);
  const entry = entrySchema.safeParse(value);
  if (entry.success) return ok(entry.data);
  const typed = typedSchema.safeParse(value);
  if (typed.success && !EVENT_TYPES.has(typed.data.event.type)) {
    const message = `This journal was written by a newer version of Tidegate (event "${typed.data.event.type}"). Update it.`;
    return err(new Fault("NewerJournal", message));
  }
  return err(new Fault("UnreadableLine", `This line is no journal entry: ${complaint(entry.error)}.`));
}

/** What an entry's hash is taken of: its canonical JSON without `hash`. */
export function hashedText(entry: Omit<JournalEntry, "hash">): string {
  const { seq, id, at, event, prev } = entry;
  return canonicalJson({ seq, id, at, event, prev });
}

/**
 * The same text, cut from a line as it was written: members are in order, so `hash` is the last of that name. Text that
 * is not canonical gives another hash, as it should.
 */
export function hashedTextOf(line: string): string {
  const from = line.lastIndexOf(',"hash":"');
  return from < 0 ? line : line.slice(0, from) + line.slice(from + HASH_MEMBER);
}

const HASH_MEMBER = ',"hash":"'.length + 64 + 1;

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

function complaint(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined || issue.path.length === 0) return "it is not JSON of the right shape";
  return `${issue.path.join(".")}: ${issue.message}`;
}
