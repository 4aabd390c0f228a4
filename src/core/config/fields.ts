import * as z from "zod";
import { DAYS, isTimeZone } from "../approvals/businessHours.ts";
import { MAX_DURATION_SECONDS, secondsOf } from "./duration.ts";

/** What a duration looks like, for whoever wrote none. */
export const DURATION_WORDS = "Write a whole number with s, m, h or d, such as 90s, 10m or 2h; at most 30d.";
const TIME_WORDS = 'Write a time as "09:00", from "00:00" to "23:59".';

/** Seconds, written `90`, `90s`, `10m`, `2h` or `1d` in the file. */
export const duration = z
  .union([z.int().nonnegative(), z.string().regex(/^\d{1,9}[smhd]?$/u, { error: DURATION_WORDS })], {
    error: DURATION_WORDS,
  })
  .transform(secondsOf)
  .refine((seconds) => seconds <= MAX_DURATION_SECONDS, { error: DURATION_WORDS });

/** A share of a hundred. */
export const percent = z.number().min(0).max(100);

/** A path or glob that stays inside the folder of the file. */
export const insidePath = z
  .string()
  .min(1)
  .refine((path) => !/^([/\\]|[a-zA-Z]:)|(^|[/\\])\.\.([/\\]|$)/u.test(path), {
    error: "The path is relative and stays inside the folder of this file.",
  });

const timeOfDay = z.string({ error: TIME_WORDS }).regex(/^([01]\d|2[0-3]):[0-5]\d$/u, { error: TIME_WORDS });

/** A time zone by its IANA name. */
export const timeZone = z
  .string()
  .refine(isTimeZone, { error: "Write a time zone by its IANA name, such as Europe/Berlin or UTC." })
  .describe("The time zone of the people, by its IANA name; summer time is reckoned with.");

/** Hours of the week, by the clocks of a time zone. */
export const weekHours = z.strictObject({
  timeZone,
  days: z.array(z.enum(DAYS)).min(1).default(["mon", "tue", "wed", "thu", "fri"]).describe("The days."),
  from: timeOfDay.default("09:00").describe("When they begin. Later than their end, they pass midnight."),
  to: timeOfDay.default("17:00").describe("When they end."),
});
