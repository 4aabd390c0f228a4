import { parseTimestamp } from "../../base/clock.ts";
import type { Pace } from "../../core/ports/github.ts";

type Headers = Readonly<Record<string, string | number | undefined>>;

/** How often GitHub may be asked, as an answer says. `now` is this machine's clock, which need not go as GitHub's does. */
export function paceIn(headers: Headers, now: number): Pace {
  const remaining = numberIn(headers, "x-ratelimit-remaining");
  const limit = numberIn(headers, "x-ratelimit-limit");
  const reset = numberIn(headers, "x-ratelimit-reset");
  const pollSeconds = numberIn(headers, "x-poll-interval");
  const date = headers["date"];
  const theirNow = parseTimestamp(date === undefined ? undefined : String(date)) ?? now;
  return {
    ...(remaining !== undefined && { remaining }),
    ...(limit !== undefined && { limit }),
    ...(reset !== undefined && { resetAt: now + reset * 1000 - theirNow }),
    ...(pollSeconds !== undefined && { pollSeconds }),
  };
}

/** A header that is a whole number. */
export function numberIn(headers: Headers, name: string): number | undefined {
  const value = headers[name];
  return value !== undefined && /^\d{1,11}$/u.test(String(value)) ? Number(value) : undefined;
}
