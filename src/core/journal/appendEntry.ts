import { timestamp } from "../../base/clock.ts";
import { sha256Hex } from "../../base/hash.ts";
import { eventId } from "../run/eventId.ts";
import type { RunEvent } from "../run/event.ts";
import { hashedText } from "./codec.ts";
import { type Hash, type JournalEntry, NO_HASH } from "./entry.ts";
import type { Journal } from "./fold.ts";

/**
 * The entry that adds this event to a journal, at this moment (milliseconds since the epoch); undefined where the
 * journal holds the fact already. Nothing is changed: write the line, then `push` the entry.
 */
export function appendEntry(
  journal: Journal,
  event: RunEvent,
  at: number,
  hash: Hash = sha256Hex,
): JournalEntry | undefined {
  const id = eventId(journal.state, event);
  if (journal.has(id)) return undefined;
  const { head } = journal;
  const entry = { seq: (head?.seq ?? -1) + 1, id, at: timestamp(at), event, prev: head?.hash ?? NO_HASH };
  return { ...entry, hash: hash(hashedText(entry)) };
}
