import { timestamp } from "../../base/clock.ts";
import { timeOfDay, weekdayOf } from "./localMoment.ts";
import { standingOf, type WindowStanding } from "./standing.ts";
import type { DeploymentWindows } from "./windows.ts";
import { wallTimeAt } from "./zoneTime.ts";

const DAY = 86_400_000;
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** Why changes may not begin now, in a sentence; undefined where they may. `now` is in milliseconds since the epoch. */
export function closedWords(windows: DeploymentWindows, now: number): string | undefined {
  const standing = standingOf(windows, now);
  if (standing.state === "open") return undefined;
  const until = untilWords(standing, now);
  if (standing.freeze === undefined) return `The window is closed ${until}.`;
  return `Changes are frozen ${until}: ${standing.freeze.reason.trim().replace(/\.$/u, "")}.`;
}

/** The same for a row: `window closed until Mon 09:00 Europe/Berlin`. */
export function closedLine(windows: DeploymentWindows, now: number): string | undefined {
  const standing = standingOf(windows, now);
  if (standing.state === "open") return undefined;
  return `${standing.freeze === undefined ? "window closed" : "frozen"} ${untilWords(standing, now)}`;
}

function untilWords({ opensAt, timeZone }: Extract<WindowStanding, { state: "closed" }>, now: number): string {
  return opensAt === undefined ? "with no opening in sight" : `until ${momentWords(timeZone, opensAt, now)}`;
}

/** `Mon 09:00 Europe/Berlin`; with its date where the weekday alone could be another one. */
export function momentWords(timeZone: string, at: number, now: number): string {
  const wall = wallTimeAt(timeZone, at);
  const weekday = WEEKDAYS[weekdayOf(wall)] ?? "";
  const date = Math.abs(at - now) < 6 * DAY ? "" : ` ${dateWords(wall)}`;
  return `${weekday}${date} ${timeOfDay(wall)} ${timeZone}`;
}

/** `4 Jan 2027` */
function dateWords(wall: number): string {
  const [year = "", month = "", day = ""] = timestamp(wall).slice(0, 10).split("-");
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? ""} ${year}`;
}
