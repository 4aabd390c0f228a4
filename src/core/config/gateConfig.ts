import * as z from "zod";
import { GATE_ENTRIES } from "../gates/gateEntries.ts";
import { duration, percent } from "./fields.ts";

/** The checks and lists of checks that open the gate. */
export const gate = z
  .array(z.enum(GATE_ENTRIES))
  .default(["git-clean", "diff-reviewed"])
  .describe(
    "The evidence that opens the gate before a deployment: checks by name, or a list of them: staging, production, readiness, checklist, definition-of-done.",
  );

/** The bounds of the gate's checks. Defaults are the gatekeeper's, those of sizes and times the safety
 * handbook's. Source: release-gatekeeper.md:83, safety-handbook.md:231, 1278 and 1301. */
export const thresholds = z
  .strictObject({
    unit: percent.default(100).describe("Percent of unit tests that must have passed."),
    smoke: percent.default(100).describe("Percent of smoke tests that must have passed."),
    sanity: percent.default(100).describe("Percent of sanity tests that must have passed."),
    regression: percent.default(95).describe("Percent of regression tests that must have passed."),
    integration: percent.default(100).describe("Percent of integration tests that must have passed."),
    "end-to-end": percent.default(100).describe("Percent of end-to-end tests that must have passed."),
    coverage: percent.default(90).describe("Percent of lines that tests must run."),
    critical: z.int().nonnegative().default(0).describe("Critical findings that may be open."),
    high: z
      .int()
      .nonnegative()
      .default(0)
      .describe("High findings that may be open where security is looked at whole."),
    "error-rate": percent.default(1).describe("Percent of requests of a load test that may fail."),
    p95: z.number().positive().optional().describe("Milliseconds at the 95th percentile of a load test."),
    requests: z.int().positive().default(1000).describe("Requests below which a load test proves nothing."),
    benchmarks: z
      .record(
        z.string().min(1).max(300),
        z
          .strictObject({
            "at-most": z.number().optional().describe("The most that it may measure."),
            "at-least": z.number().optional().describe("The least that it may measure."),
          })
          .refine((bound) => Object.values(bound).some((one) => one !== undefined), "Name at-most or at-least."),
      )
      .optional()
      .describe("Bounds of benchmarks by their names, in the unit that their report has."),
    reviews: z.int().min(1).default(1).describe("How many people must have approved the code."),
    "backup-age": duration.prefault("1h").describe("How old the last backup may be."),
    "rehearsal-age": duration.prefault("7d").describe("How old the last rehearsal may be."),
    "staging-age": duration.prefault("7d").describe("How long ago the version may have been verified in staging."),
    "image-size": z.number().positive().default(500).describe("Megabytes that a node may have to pull for an image."),
    "pipeline-time": duration.prefault("5m").describe("How long the pipeline of a commit may run."),
    "rollback-time": duration.prefault("5m").describe("How long going back may take."),
  })
  .describe("The bounds of the gate's checks.");

export type Thresholds = z.infer<typeof thresholds>;

/** The bounds where nobody said others. */
export const DEFAULT_THRESHOLDS: Thresholds = thresholds.parse({});
