import { parseTimestamp } from "../../../base/clock.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `5m12s`, `3h`, `12d`: how kubectl words a length of time (apimachinery, `util/duration`). Milliseconds in. */
export function humanDuration(ms: number): string {
  const seconds = Math.trunc(ms / 1000);
  if (seconds < -1) return "<invalid>";
  if (seconds < 0) return "0s";
  if (seconds < 2 * MINUTE) return `${seconds}s`;
  if (seconds < 10 * MINUTE) return pair(seconds, MINUTE, "m", 1, "s");
  if (seconds < 3 * HOUR) return `${Math.trunc(seconds / MINUTE)}m`;
  if (seconds < 8 * HOUR) return pair(seconds, HOUR, "h", MINUTE, "m");
  if (seconds < 2 * DAY) return `${Math.trunc(seconds / HOUR)}h`;
  if (seconds < 8 * DAY) return pair(seconds, DAY, "d", HOUR, "h");
  if (seconds < 730 * DAY) return `${Math.trunc(seconds / DAY)}d`;
  return pair(seconds, 365 * DAY, "y", DAY, "d");
}

function pair(seconds: number, big: number, bigName: string, small: number, smallName: string): string {
  const rest = Math.trunc((seconds % big) / small);
  return `${Math.trunc(seconds / big)}${bigName}${rest === 0 ? "" : `${rest}${smallName}`}`;
}

/** The time since an RFC 3339 stamp; `<unknown>` without one. */
export function ageOf(stamp: unknown, now: number): string {
  const at = parseTimestamp(typeof stamp === "string" ? stamp : undefined);
  return at === undefined ? "<unknown>" : humanDuration(now - at);
}
