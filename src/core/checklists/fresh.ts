import type { Evidence } from "../evidence/evidence.ts";

/** How long what a run has found by running programs is shown as the present state. Milliseconds: a day. */
const FRESH_MS = 86_400_000;

/** Whether evidence of an earlier run is too old to say how things are now. `now` in milliseconds since the epoch. */
export function isStale({ collectedAt }: Evidence, now: number): boolean {
  return now - collectedAt > FRESH_MS;
}

/** Whether it rests on a word whose time is over. */
export function isExpired({ attested }: Evidence, now: number): boolean {
  return attested !== undefined && attested.expiresAt <= now;
}
