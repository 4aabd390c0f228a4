import * as z from "zod";
import type { CheckRun, CheckSuite, CommitStatus } from "../../core/ports/github.ts";
import { maybeText, moment } from "./wireAccount.ts";

const app = z
  .object({ slug: z.string().optional(), name: z.string() })
  .nullish()
  .transform((one) => one?.slug ?? one?.name);

export const checkRuns = z
  .object({
    check_runs: z.array(
      z
        .object({
          id: z.number(),
          name: z.string(),
          app,
          check_suite: z.object({ id: z.number() }).nullish(),
          status: z.string(),
          conclusion: maybeText,
          started_at: moment,
          html_url: maybeText,
        })
        .transform((run): CheckRun => ({
          id: run.id,
          name: run.name,
          app: run.app,
          suite: run.check_suite?.id,
          status: run.status,
          conclusion: run.conclusion,
          startedAt: run.started_at,
          url: run.html_url,
        })),
    ),
  })
  .transform((list) => list.check_runs);

export const checkSuites = z
  .object({
    check_suites: z.array(
      z
        .object({
          id: z.number(),
          app,
          status: maybeText,
          conclusion: maybeText,
          latest_check_runs_count: z.number(),
        })
        .transform((suite): CheckSuite => ({
          id: suite.id,
          app: suite.app,
          status: suite.status,
          conclusion: suite.conclusion,
          runs: suite.latest_check_runs_count,
        })),
    ),
  })
  .transform((list) => list.check_suites);

export const statuses = z
  .object({
    statuses: z.array(
      z
        .object({ context: z.string(), state: z.string(), target_url: maybeText })
        .transform(({ context, state, target_url }): CommitStatus => ({ context, state, url: target_url })),
    ),
  })
  .transform((list) => list.statuses);
