import * as z from "zod";
import { wallTimeOf } from "../windows/localMoment.ts";
import { timeZone, weekHours } from "./fields.ts";

const MOMENT_WORDS = 'Write a day as "2026-12-20", or a moment as "2026-12-20T18:00".';

const moment = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d)?$/u, {
    error: MOMENT_WORDS,
  })
  .refine((text) => wallTimeOf(text) !== undefined, { error: "No calendar has this day. Correct it." });

const freeze = z
  .strictObject({
    timeZone,
    from: moment.describe("The first day or moment."),
    to: moment.describe("The last day, or the moment at which it ends."),
    reason: z.string().min(1).describe("Why nothing is changed."),
  })
  .refine(({ from, to }) => isBefore(from, to), { error: "It ends before it begins.", path: ["to"] })
  .describe("A span in which nothing is changed.");

/** When an environment may be changed. */
export const windows = z
  .strictObject({
    open: z.array(weekHours).default([]).describe("Changes begin only within one of these. Left out: at any time."),
    freezes: z.array(freeze).default([]).describe("No change begins within any of these."),
    overriders: z
      .array(z.string().min(1))
      .default([])
      .describe("Who may let a change through all the same, with a reason. Left out: nobody."),
  })
  .describe("When changes may begin here.");

export type WindowsConfig = z.infer<typeof windows>;

/** A last day may be the first one; a moment at which it ends comes after the one at which it begins. */
function isBefore(from: string, to: string): boolean {
  const [first, last] = [wallTimeOf(from) ?? 0, wallTimeOf(to) ?? 0];
  return to.includes("T") ? first < last : first < last + 86_400_000;
}
