import * as z from "zod";

/** What `tidegate compare` prints with `--format json`. Members are added, never renamed or removed. */

const stated = z.object({
  text: z.string(),
  /** Pods, CPUs, bytes, seconds, people, percent; null where it is no amount. */
  amount: z.number().nullable(),
  from: z.enum(["config", "default", "manifest", "cluster"]),
  /** Null where it stands in no file. */
  place: z.object({ file: z.string(), line: z.int() }).nullable(),
});

const cell = z.object({
  environment: z.string(),
  state: z.enum(["known", "none", "unknown"]),
  value: stated.nullable(),
  live: stated.nullable(),
  /** Why it is not known. */
  why: z.string().nullable(),
});

export const compareOutput = z.object({
  applications: z.array(
    z.object({
      application: z.string(),
      environments: z.array(
        z.object({ environment: z.string(), profile: z.enum(["development", "staging", "production"]).nullable() }),
      ),
      rows: z.array(
        z.object({
          group: z.string(),
          property: z.string(),
          workload: z.string().nullable(),
          label: z.string(),
          difference: z.enum(["same", "expected", "surprising", "unknown"]),
          message: z.string(),
          cells: z.array(cell),
        }),
      ),
    }),
  ),
});

export type CompareOutput = z.infer<typeof compareOutput>;
