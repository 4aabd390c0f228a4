import * as z from "zod";
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

/** What to do about a journal that was changed. */
export const RESTORE = "Restore the journal from a copy; the run does not go on from here.";

/** Only enough of an entry to say what kind of event it tells. */
const typedSchema = z.object({ event: z.object({ type: z.string() }) });

/** An entry as one line of `journal.jsonl`, without the line's end: canonical JSON. */
export function encodeEntry(entry: JournalEntry): string {
  return canonicalJson(entry);
}

/** Reads one line. Faults: `UnreadableLine`, and `NewerJournal` for an event this version does not know. */
export function decodeLine(line: string): Result<JournalEntry> {
  const value = parsed(line);
  const framed = isFramed(value) ? eventSchema.safeParse(value.event) : undefined;
  if (framed?.success === true) return ok(entryOf(value as Framed, framed.data));
  const entry = entrySchema.safeParse(value);
  if (entry.success) return ok(entry.data);
  const typed = typedSchema.safeParse(value);
  if (typed.success && !EVENT_TYPES.has(typed.data.event.type)) {
    const message = `This journal was written by a newer version of Tidegate (event "${typed.data.event.type}"). Update it.`;
    return err(new Fault("NewerJournal", message));
  }
  return err(new Fault("UnreadableLine", `it is no journal entry: ${complaint(entry.error)}. ${RESTORE}`));
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

/** An entry whose event nobody has looked at yet. */
type Framed = Omit<JournalEntry, "event"> & { readonly event: unknown };

/** What `entrySchema` asks of the members around the event, at a fifth of its price: journals have many lines. */
function isFramed(value: unknown): value is Framed {
  if (typeof value !== "object" || value === null) return false;
  const { seq, id, at, prev, hash } = value as Record<string, unknown>;
  const named = typeof id === "string" && typeof at === "string";
  return named && isSeq(seq) && isHash(prev) && isHash(hash);
}

function isSeq(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isHash(value: unknown): boolean {
  return typeof value === "string" && value.length === 64;
}

function entryOf({ seq, id, at, prev, hash }: Framed, event: JournalEntry["event"]): JournalEntry {
  return { seq, id, at, event, prev, hash };
}

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
  return `"${issue.path.join(".")}" is missing, or is not as Tidegate writes it`;
}
