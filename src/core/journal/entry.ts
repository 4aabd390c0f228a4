import type { RunEvent } from "../run/event.ts";

/**
 * One line of a run's journal (`journal.jsonl`). `hash` is the SHA-256 of the entry's canonical JSON without `hash`;
 * `prev` is the hash of the entry before, 64 zeros for the first. The chain finds edits; only an anchor outside finds
 * a cut-off tail.
 */
export interface JournalEntry {
  /** Counts from 0 without gaps. */
  readonly seq: number;
  /** Derived from run and step, so that a restart writes no fact twice. */
  readonly id: string;
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly event: RunEvent;
  readonly prev: string;
  readonly hash: string;
}

/** Stands as `prev` in a journal's first entry. */
export const NO_HASH = "0".repeat(64);

/** SHA-256 of a text in UTF-8, as 64 hex digits. Adapters may bring a faster one than the pure one in `base`. */
export type Hash = (text: string) => string;
