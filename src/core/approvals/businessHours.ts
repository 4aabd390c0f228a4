import { timeOfDay, weekdayOf } from "../windows/localMoment.ts";
import { wallTimeAt } from "../windows/zoneTime.ts";

/** Days of the week as `tidegate.yaml` names them, the first day of the working week first. */
export const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

type Day = (typeof DAYS)[number];

/** When people work with an environment, by the clocks of its time zone. */
export interface BusinessHours {
  /** IANA name, such as `Europe/Berlin`. */
  readonly timeZone: string;
  readonly days: readonly Day[];
  /** `09:00`. Later than `to`, the hours pass midnight and belong to the day they begin on; equal, it is the whole day. */
  readonly from: string;
  /** `17:00`: the first minute after them. */
  readonly to: string;
}

/**
 * Whether an instant (milliseconds since the epoch) falls into the business hours. Summer time is the time zone's own
 * matter. Where nobody said when business hours are, every hour may be one of them.
 */
export function isInBusinessHours(hours: BusinessHours | undefined, at: number): boolean {
  if (hours === undefined) return true;
  const { days, from, to } = hours;
  const { day, time } = localTime(hours.timeZone, at);
  if (from === to) return days.includes(day);
  if (from < to) return days.includes(day) && time >= from && time < to;
  return (days.includes(day) && time >= from) || (days.includes(dayBefore(day)) && time < to);
}

/** Whether this runtime knows a time zone by this name. */
export function isTimeZone(name: string): boolean {
  try {
    return name.trim() !== "" && new Intl.DateTimeFormat("en", { timeZone: name }).format(0) !== "";
  } catch {
    return false;
  }
}

function localTime(timeZone: string, at: number): { readonly day: Day; readonly time: string } {
  const wall = wallTimeAt(timeZone, at);
  return { day: DAYS.at(weekdayOf(wall) - 1) ?? "sun", time: timeOfDay(wall) };
}

function dayBefore(day: Day): Day {
  return DAYS.at(DAYS.indexOf(day) - 1) ?? day;
}
