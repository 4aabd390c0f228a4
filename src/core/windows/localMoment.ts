import { parseTimestamp, timestamp } from "../../base/clock.ts";
import type { WallTime } from "./zoneTime.ts";

/**
 * What a clock shows at a day's beginning (`2026-12-20`) or at a moment (`2026-12-20T18:00`); undefined for a day that
 * no calendar has.
 */
export function wallTimeOf(moment: string): WallTime | undefined {
  const [day = "", time = "00:00"] = moment.split("T");
  const wall = parseTimestamp(`${day}T${time}:00Z`);
  return wall === undefined || !timestamp(wall).startsWith(day) ? undefined : wall;
}

/** The time of day that clocks show: `09:00`. */
export function timeOfDay(wall: WallTime): string {
  return timestamp(wall).slice(11, 16);
}

/** The day of the week that clocks show: 0 is Sunday. */
export function weekdayOf(wall: WallTime): number {
  // The first of January 1970 was a Thursday.
  const days = Math.floor(wall / 86_400_000) + 4;
  return ((days % 7) + 7) % 7;
}
