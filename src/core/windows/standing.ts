import { type BusinessHours, isInBusinessHours } from "../approvals/businessHours.ts";
import type { DeploymentWindows, Freeze } from "./windows.ts";
import { instantsOf, jumpsBetween, wallTimeAt } from "./zoneTime.ts";

const DAY = 86_400_000;
/** Hours of the week repeat after seven days; a jump of the clocks may swallow one of them. */
const DAYS_AHEAD = 16;

/** Whether changes may begin now. Times are milliseconds since the epoch. */
export type WindowStanding =
  /** `until` is undefined where no end is in sight. */
  | { readonly state: "open"; readonly until: number | undefined }
  | {
      readonly state: "closed";
      /** The freeze that holds it shut; undefined where it is outside of every window. */
      readonly freeze: Freeze | undefined;
      /** When changes may begin again; undefined where no such time is in sight. */
      readonly opensAt: number | undefined;
      /** By whose clocks that is told. */
      readonly timeZone: string;
    };

/** Whether changes may begin at an instant. */
export function isOpen(windows: DeploymentWindows, at: number): boolean {
  return freezeAt(windows, at) === undefined && isInWindow(windows, at);
}

/** Whether changes may begin now, until when, and else why not and from when on. */
export function standingOf(windows: DeploymentWindows, now: number): WindowStanding {
  const freeze = freezeAt(windows, now);
  if (freeze === undefined && isInWindow(windows, now)) return { state: "open", until: closesAt(windows, now) };
  const opensAt = openingAfter(windows, now);
  const window = windows.open.find((one) => opensAt !== undefined && isInBusinessHours(one, opensAt));
  const timeZone = (window ?? freeze ?? windows.open[0])?.timeZone ?? "UTC";
  return { state: "closed", freeze, opensAt, timeZone };
}

function freezeAt({ freezes }: DeploymentWindows, at: number): Freeze | undefined {
  return freezes
    .filter((one) => one.from <= at && at < one.to)
    .toSorted((a, b) => a.to - b.to)
    .at(-1);
}

function isInWindow({ open }: DeploymentWindows, at: number): boolean {
  return open.length === 0 || open.some((one) => isInBusinessHours(one, at));
}

/** Each freeze is left behind once, so that this ends. */
function openingAfter(windows: DeploymentWindows, now: number): number | undefined {
  let at = now;
  for (;;) {
    const freeze = freezeAt(windows, at);
    if (freeze !== undefined) at = freeze.to;
    else if (isInWindow(windows, at)) return at;
    else {
      const opening = nextTurn(windows, at);
      if (opening === undefined) return undefined;
      at = opening;
    }
  }
}

function closesAt(windows: DeploymentWindows, now: number): number | undefined {
  const frozen = windows.freezes.map((one) => one.from).filter((from) => from > now);
  const closing = nextTurn(windows, now);
  const times = closing === undefined ? frozen : [...frozen, closing];
  return times.length === 0 ? undefined : Math.min(...times);
}

/** When the hours of the week next open or close, freezes left aside. */
function nextTurn(windows: DeploymentWindows, now: number): number | undefined {
  const inside = isInWindow(windows, now);
  const turns = windows.open.flatMap((hours) => turnsAfter(hours, now));
  return turns.toSorted((a, b) => a - b).find((at) => isInWindow(windows, at) !== inside);
}

/** Every instant at which hours may begin or end: where clocks show their times or midnight, and where clocks jump. */
function turnsAfter({ timeZone, from, to }: BusinessHours, now: number): readonly number[] {
  const today = Math.floor(wallTimeAt(timeZone, now) / DAY) * DAY;
  const times = [...new Set([0, ofDay(from), ofDay(to)])];
  const shown = Array.from({ length: DAYS_AHEAD }, (_, index) => today + (index - 1) * DAY).flatMap((day) =>
    times.flatMap((time) => instantsOf(timeZone, day + time)),
  );
  return [...shown, ...jumpsBetween(timeZone, now, now + DAYS_AHEAD * DAY)].filter((at) => at > now);
}

/** `09:30` as milliseconds from midnight. */
function ofDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return (hours * 60 + minutes) * 60_000;
}
