import { parseTimestamp } from "../../base/clock.ts";

/**
 * What clocks show, as milliseconds since the epoch as if they showed UTC. Two instants may show one wall time (clocks
 * go back), and a wall time may never be shown (clocks go forward).
 */
export type WallTime = number;

const HOUR = 3_600_000;
/** No change of a zone's clocks that concerns a wall time is further from it: 14 hours from UTC, and a day left out. */
const AROUND = 48 * HOUR;

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of a time zone show at an instant, both in milliseconds. RangeError where the zone is not known. */
export function wallTimeAt(timeZone: string, at: number): WallTime {
  const whole = Math.floor(at / 1000) * 1000;
  const parts = Object.fromEntries(
    formatFor(timeZone)
      .formatToParts(whole)
      .map(({ type, value }) => [type, value]),
  );
  const two = (name: string): string => (parts[name] ?? "").padStart(2, "0");
  const day = `${(parts["year"] ?? "").padStart(4, "0")}-${two("month")}-${two("day")}`;
  const shown = parseTimestamp(`${day}T${two("hour")}:${two("minute")}:${two("second")}Z`) ?? whole;
  return shown + (at - whole);
}

/** Making a format takes a hundred times as long as using it. */
function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
    timeZone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
    hourCycle: "h23",
  });
  formats.set(timeZone, format);
  return format;
}

/** The instants at which clocks show this: one; two where they go back over it; none where they skip it. Ascending. */
export function instantsOf(timeZone: string, wall: WallTime): readonly number[] {
  const offsets = [-AROUND, 0, AROUND].map((away) => offsetAt(timeZone, wall + away));
  const candidates = [...new Set(offsets)].map((offset) => wall - offset);
  return candidates.filter((at) => wallTimeAt(timeZone, at) === wall).toSorted((a, b) => a - b);
}

/** The first instant at which clocks show this; where they skip it, the one at which they do so. */
export function firstInstantOf(timeZone: string, wall: WallTime): number {
  return instantsOf(timeZone, wall)[0] ?? skipAround(timeZone, wall);
}

/** The last instant at which clocks show this; where they skip it, the one at which they do so. */
export function lastInstantOf(timeZone: string, wall: WallTime): number {
  return instantsOf(timeZone, wall).at(-1) ?? skipAround(timeZone, wall);
}

/** The instant from which on clocks show more than this, which they never show. */
function skipAround(timeZone: string, wall: WallTime): number {
  let [before, after] = [wall - AROUND, wall + AROUND];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (wallTimeAt(timeZone, middle) < wall) before = middle;
    else after = middle;
  }
  return after;
}

/** Instants between two at which the zone's clocks jump, ascending; it must not be more than one jump in 12 hours. */
export function jumpsBetween(timeZone: string, from: number, to: number): readonly number[] {
  const jumps: number[] = [];
  for (let at = from; at < to; at += 12 * HOUR) {
    const end = Math.min(at + 12 * HOUR, to);
    if (offsetAt(timeZone, at) !== offsetAt(timeZone, end)) jumps.push(jumpIn(timeZone, at, end));
  }
  return jumps;
}

function jumpIn(timeZone: string, from: number, to: number): number {
  const offset = offsetAt(timeZone, from);
  let [before, after] = [from, to];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(timeZone, middle) === offset) before = middle;
    else after = middle;
  }
  return after;
}

/** How far clocks are ahead of UTC. Milliseconds. */
function offsetAt(timeZone: string, at: number): number {
  return wallTimeAt(timeZone, at) - at;
}
