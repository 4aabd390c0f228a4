import * as z from "zod";

const verdict = z.enum(["pass", "fail", "inconclusive"]);

/** What `tidegate ready` prints with `--json`. Members are added, never renamed or removed. */
export const readyOutput = z.object({
  /** The worst of all: `fail` before `inconclusive` before `pass`. */
  verdict,
  /** The commit that was tried; null where the folder is under no git. */
  commit: z.string().nullable(),
  checks: z.array(
    z.object({
      check: z.string(),
      label: z.string(),
      verdict,
      reason: z.string(),
      message: z.string(),
      measure: z
        .object({ value: z.number(), bound: z.number(), good: z.enum(["at-least", "at-most"]), unit: z.string() })
        .nullable(),
      places: z.array(z.object({ path: z.string(), line: z.int().min(1).nullable(), about: z.string().nullable() })),
      /** What programs printed, kept below the folder of `tidegate.yaml`. */
      files: z.array(z.object({ path: z.string(), sha256: z.string(), bytes: z.int() })),
    }),
  ),
});

export type ReadyOutput = z.infer<typeof readyOutput>;
