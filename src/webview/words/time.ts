const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span as a row shows it: `0.4 s`, `12 s`, `3 min 05 s`, `2 h 10 min`, `3 d 4 h`. Milliseconds. */
export function spanText(ms: number): string {
  const span = Math.max(0, ms);
  if (span < 10 * SECOND && span % SECOND !== 0) return `${(Math.floor(span / 100) / 10).toFixed(1)} s`;
  if (span < MINUTE) return `${Math.floor(span / SECOND)} s`;
  if (span < HOUR) return pair(span, MINUTE, "min", SECOND, "s");
  if (span < DAY) return pair(span, HOUR, "h", MINUTE, "min");
  return pair(span, DAY, "d", HOUR, "h");
}

/** What is left, as a clock counts it down: `3:10`, `1:02:09`; `0:00` once it is over. Milliseconds. */
export function countdownText(ms: number): string {
  const seconds = Math.ceil(Math.max(0, ms) / SECOND);
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const tail = `${hours > 0 ? two(minutes) : minutes}:${two(rest)}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}

/** How long ago, in rows: `just now`, `4 min ago`. Milliseconds since the epoch, both. */
export function agoText(at: number, now: number): string {
  const span = now - at;
  if (span < 5 * SECOND) return "just now";
  const [unit, name] =
    span < MINUTE ? [SECOND, "s"] : span < HOUR ? [MINUTE, "min"] : span < DAY ? [HOUR, "h"] : [DAY, "d"];
  return `${Math.floor(span / unit)} ${name} ago`;
}

/** Date and time in the reader's own zone and manner. Milliseconds since the epoch. */
export function momentText(at: number): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" }).format(at);
}

/** The time of day, for deadlines; with its date where that is not today's. */
export function deadlineText(at: number, now: number): string {
  const day = new Intl.DateTimeFormat(undefined, { dateStyle: "short" });
  const time = new Intl.DateTimeFormat(undefined, { timeStyle: "short" }).format(at);
  return day.format(at) === day.format(now) ? time : `${day.format(at)}, ${time}`;
}

function pair(span: number, large: number, largeName: string, small: number, smallName: string): string {
  const rest = Math.floor((span % large) / small);
  const head = `${Math.floor(span / large)} ${largeName}`;
  return rest === 0 ? head : `${head} ${smallName === "s" ? two(rest) : rest} ${smallName}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
