import * as z from "zod";
import { duration, insidePath } from "./fields.ts";

const reports = z
  .union([insidePath.transform((path) => [path]), z.array(insidePath)], {
    error: "Write a glob, or a list of globs, each relative and such that it stays inside the folder of this file.",
  })
  .describe("Globs of reports, from the folder of this file.");

const tests = z
  .strictObject({
    unit: reports.optional(),
    smoke: reports.optional(),
    sanity: reports.optional(),
    regression: reports.optional(),
    integration: reports.optional(),
    "end-to-end": reports.optional(),
  })
  .describe("JUnit reports by kind of test.");

const address = z
  .url({ protocol: /^https?$/u, error: "Write an address that begins with http:// or https://." })
  .refine((text) => !/^https?:\/\/[^/?#]*@/iu.test(text), {
    error: "No user and no password belong into this file.",
  });

const github = z
  .strictObject({
    repository: z
      .string()
      .regex(/^[\w.-]+\/[\w.-]+$/u, { error: "Write a repository as owner/name." })
      .optional()
      .describe("owner/name. Left out: the one that git's origin names."),
    server: address.optional().describe("The API of a GitHub Enterprise server. Left out: github.com."),
    checks: z.array(z.string().min(1)).default([]).describe("Checks that must have passed. Left out: all there are."),
    workflows: z
      .array(z.string().min(1))
      .default([])
      .describe("Workflows that make up the pipeline, by name or file. Left out: those that a change starts."),
  })
  .describe("Where code is reviewed and checked.");

const prometheus = z
  .strictObject({
    server: address.describe("The address of Prometheus."),
    queries: z
      .record(z.string().min(1), z.string().min(1))
      .describe("Queries by what they tell, such as error-rate. Each gives one number."),
  })
  .describe("What must be measurable before a change, so that there is something to compare with.");

/** Where the evidence of an application lies. */
export const evidence = z
  .strictObject({
    tests: tests.optional(),
    coverage: reports.optional().describe("lcov or Cobertura."),
    security: reports.optional().describe("SARIF of scanners."),
    load: reports.optional().describe("k6, JMeter or benchmark results."),
    backup: reports.optional().describe("What the last backup wrote: its date counts."),
    github: github.optional(),
    prometheus: prometheus.optional(),
    maxAge: duration.prefault("24h").describe("A report that is older counts as none."),
  })
  .describe("Where the evidence for gates lies.");

export type EvidenceConfig = z.infer<typeof evidence>;
