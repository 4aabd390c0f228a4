import type { Evidence } from "../evidence/evidence.ts";

/** How long what was found by running programs is shown as the present state. Milliseconds: a day. */
const FRESH_MS = 86_400_000;

/** The moment, and the commit that is checked out then. */
export interface Present {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Hash of the commit; undefined where there is none. */
  readonly head: string | undefined;
}

/**
 * Why what running programs has shown earlier does not say how things are now, in words after a name; undefined where it
 * does. What was proved was proved of one commit.
 */
export function staleBecause({ collectedAt, facts }: Evidence, { now, head }: Present): string | undefined {
  if (now - collectedAt > FRESH_MS) return "run more than a day ago";
  const commit = facts?.["commit"];
  if (typeof commit !== "string" || head === undefined || commit === head) return undefined;
  return `run on the commit ${commit.slice(0, 12)}, and another is checked out now`;
}

/** Whether it rests on a word whose time is over. */
export function isExpired({ attested }: Evidence, now: number): boolean {
  return attested !== undefined && attested.expiresAt <= now;
}
