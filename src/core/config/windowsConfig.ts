import * as z from "zod";
import { timeZone, weekHours } from "./fields.ts";

const moment = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d)?$/u, {
  error: 'Write a day as "2026-12-20", or a moment as "2026-12-20T18:00".',
});

const freeze = z
  .strictObject({
    timeZone,
    from: moment.describe("The first day or moment."),
    to: moment.describe("The last day, or the moment at which it ends."),
    reason: z.string().min(1).describe("Why nothing is changed."),
  })
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
