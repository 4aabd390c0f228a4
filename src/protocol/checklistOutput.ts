import * as z from "zod";

/** What `tidegate checklist` prints with `--format json`. Members are added, never renamed or removed. */

const state = z.enum(["met", "missing", "open"]);
const count = z.object({ met: z.int(), missing: z.int(), open: z.int(), total: z.int() });

const check = z.object({
  id: z.string(),
  label: z.string(),
  state,
  message: z.string(),
  /** Null where nothing was found out. */
  evidence: z
    .object({
      verdict: z.enum(["pass", "fail", "inconclusive"]),
      reason: z.string(),
      source: z.string(),
      /** ISO 8601. */
      collectedAt: z.string(),
      /** Whose word it rests on; null where it was measured. */
      attestedBy: z.string().nullable(),
      measure: z
        .object({ value: z.number(), bound: z.number(), good: z.enum(["at-least", "at-most"]), unit: z.string() })
        .nullable(),
      places: z.array(z.object({ path: z.string(), line: z.int().nullable(), about: z.string().nullable() })),
    })
    .nullable(),
});

const line = z.object({ id: z.string(), label: z.string(), source: z.string(), state, checks: z.array(check) });

export const checklistOutput = z.object({
  environments: z.array(
    z.object({
      application: z.string(),
      environment: z.string(),
      production: z.boolean(),
      lists: z.array(
        z.object({
          id: z.enum(["pre-deployment", "definition-of-done"]),
          title: z.string(),
          count,
          groups: z.array(z.object({ id: z.string(), label: z.string(), count, lines: z.array(line) })),
        }),
      ),
    }),
  ),
});

export type ChecklistOutput = z.infer<typeof checklistOutput>;
