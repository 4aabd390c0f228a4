import { dateText, numberText, t } from "./language.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span as a row shows it: `0.4 s`, `12 s`, `3 min 05 s`, `2 h 10 min`, `3 d 4 h`. Milliseconds. */
export function spanText(ms: number): string {
  const span = Math.max(0, ms);
  const [seconds, minutes, hours] = [Math.floor(span / SECOND), Math.floor(span / MINUTE), Math.floor(span / HOUR)];
  if (span < 10 * SECOND && span % SECOND !== 0) return t("{0} s", tenths(span / SECOND));
  if (span < MINUTE) return t("{0} s", seconds);
  if (span < HOUR) return seconds % 60 === 0 ? t("{0} min", minutes) : t("{0} min {1} s", minutes, two(seconds % 60));
  if (span < DAY) return minutes % 60 === 0 ? t("{0} h", hours) : t("{0} h {1} min", hours, minutes % 60);
  const days = Math.floor(span / DAY);
  return hours % 24 === 0 ? t("{0} d", days) : t("{0} d {1} h", days, hours % 24);
}

/** What is left, as a clock counts it down: `3:10`, `1:02:09`; `0:00` once it is over. Milliseconds. */
export function countdownText(ms: number): string {
  const seconds = Math.ceil(Math.max(0, ms) / SECOND);
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const tail = `${hours > 0 ? two(minutes) : numberText(minutes)}:${two(rest)}`;
  return hours > 0 ? `${numberText(hours)}:${tail}` : tail;
}

/** How long ago, in rows: `just now`, `4 min ago`. Milliseconds since the epoch, both. */
export function agoText(at: number, now: number): string {
  const span = now - at;
  if (span < 5 * SECOND) return t("just now");
  if (span < MINUTE) return t("{0} s ago", Math.floor(span / SECOND));
  if (span < HOUR) return t("{0} min ago", Math.floor(span / MINUTE));
  if (span < DAY) return t("{0} h ago", Math.floor(span / HOUR));
  return t("{0} d ago", Math.floor(span / DAY));
}

/** Date and time in the reader's own zone and manner. Milliseconds since the epoch. */
export function momentText(at: number): string {
  return dateText(at, { dateStyle: "medium", timeStyle: "medium" });
}

/** The time of day, for deadlines; with its date where that is not today's. */
export function deadlineText(at: number, now: number): string {
  const day = { dateStyle: "short" } as const;
  const isToday = dateText(at, day) === dateText(now, day);
  return dateText(at, isToday ? { timeStyle: "short" } : { ...day, timeStyle: "short" });
}

function tenths(seconds: number): string {
  return numberText(Math.floor(seconds * 10) / 10, { minimumFractionDigits: 1 });
}

function two(value: number): string {
  return value < 10 ? `${numberText(0)}${numberText(value)}` : numberText(value);
}
