import { l10n } from "../l10n.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long, in its largest whole unit: `40 s`, `12 min`, `3 h`, `2 d`. `ms` is in milliseconds; below zero is zero. */
export function duration(ms: number): string {
  if (ms < MINUTE) return l10n.t("{0} s", Math.max(0, Math.floor(ms / 1000)));
  if (ms < HOUR) return l10n.t("{0} min", Math.floor(ms / MINUTE));
  if (ms < DAY) return l10n.t("{0} h", Math.floor(ms / HOUR));
  return l10n.t("{0} d", Math.floor(ms / DAY));
}

/** The time of day of an instant in milliseconds since the epoch: `14:02`. */
export function timeOfDay(ms: number, timeZone?: string): string {
  return formatOf("time", timeZone).format(ms);
}

/** Date and time of an instant in milliseconds since the epoch, to the second, for tooltips and documents. */
export function dateAndTime(ms: number, timeZone?: string): string {
  return formatOf("date and time", timeZone).format(ms);
}

const SHAPES = {
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  "date and time": { dateStyle: "medium", timeStyle: "medium", hourCycle: "h23" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const formats = new Map<string, Intl.DateTimeFormat>();

/** One for all instants: each takes thousands of pieces of memory to make, and a tree shows one for every pod. */
function formatOf(shape: keyof typeof SHAPES, timeZone: string | undefined): Intl.DateTimeFormat {
  const locale = l10n.locale();
  const key = JSON.stringify([shape, locale, timeZone]);
  const zone = timeZone === undefined ? {} : { timeZone };
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...SHAPES[shape], ...zone });
  formats.set(key, format);
  return format;
}
