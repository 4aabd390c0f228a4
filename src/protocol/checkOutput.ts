import * as z from "zod";

/** What `tidegate check` prints with `--format json`. Members are added, never renamed or removed. */
export const checkOutput = z.object({
  findings: z.array(
    z.object({
      /** `tidegate`, or the linter that found it. */
      tool: z.string(),
      rule: z.string(),
      severity: z.enum(["error", "warning", "info"]),
      /** From the folder that was looked at. */
      file: z.string(),
      /** Lines and columns count from 1; the end is behind the last character. */
      line: z.int().min(1),
      column: z.int().min(1),
      endLine: z.int().min(1),
      /** Null where it is the end of the line. */
      endColumn: z.int().min(1).nullable(),
      message: z.string(),
      url: z.string().nullable(),
      /** Whether the editor can mend it. */
      fixable: z.boolean(),
    }),
  ),
  /** Files that were looked at. */
  files: z.array(z.object({ path: z.string(), kind: z.string() })),
  linters: z.object({
    ran: z.array(z.string()),
    missing: z.array(z.string()),
    failed: z.array(z.object({ linter: z.string(), message: z.string() })),
  }),
  complete: z.boolean(),
});

export type CheckOutput = z.infer<typeof checkOutput>;
