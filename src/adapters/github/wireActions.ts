import * as z from "zod";
import type {
  EnvironmentReview,
  GithubEnvironment,
  PendingDeployment,
  Reviewer,
  WorkflowJob,
  WorkflowRun,
} from "../../core/ports/github.ts";
import { account, maybeAccount, maybeText, moment } from "./wireAccount.ts";

export const workflowRun = z
  .object({
    id: z.number(),
    name: maybeText,
    display_title: z.string(),
    run_number: z.number(),
    run_attempt: z.number().optional(),
    path: z.string(),
    event: z.string(),
    head_branch: maybeText,
    head_sha: z.string(),
    status: maybeText,
    conclusion: maybeText,
    actor: maybeAccount.optional(),
    triggering_actor: maybeAccount.optional(),
    html_url: z.string(),
    created_at: moment,
  })
  .transform((run): WorkflowRun => ({
    id: run.id,
    title: run.display_title,
    workflow: run.name ?? run.path,
    path: run.path,
    event: run.event,
    number: run.run_number,
    attempt: run.run_attempt ?? 1,
    branch: run.head_branch,
    commit: run.head_sha,
    status: run.status ?? "unknown",
    conclusion: run.conclusion,
    triggeredBy: run.triggering_actor ?? run.actor,
    startedBy: run.actor,
    url: run.html_url,
    createdAt: run.created_at ?? 0,
  }));

export const workflowRuns = z.object({ workflow_runs: z.array(workflowRun) }).transform((list) => list.workflow_runs);

export const workflowJobs = z
  .object({
    jobs: z.array(
      z
        .object({ name: z.string(), conclusion: maybeText, started_at: moment, completed_at: moment })
        .transform((job): WorkflowJob => ({
          name: job.name,
          conclusion: job.conclusion,
          startedAt: job.started_at,
          completedAt: job.completed_at,
        })),
    ),
  })
  .transform((list) => list.jobs);

const reviewer = z.union([
  z
    .object({ type: z.literal("User"), reviewer: account })
    .transform((one): Reviewer => ({ kind: "person", account: one.reviewer })),
  z
    .object({ type: z.literal("Team"), reviewer: z.object({ name: z.string(), slug: z.string() }) })
    .transform(({ reviewer: { name, slug } }): Reviewer => ({ kind: "team", name, slug })),
]);

/** A reviewer whose account is gone may come without one, and answers nothing any more: it is left out. */
const reviewers = z
  .array(z.union([reviewer, z.object({}).transform(() => undefined)]))
  .transform((list) => list.filter((one) => one !== undefined));

export const pendingDeployments = z.array(
  z
    .object({
      // Of an environment that is being deleted GitHub may tell no more than its name, or its number.
      environment: z.object({ id: z.number().optional(), name: z.string().optional() }),
      wait_timer: z.number(),
      wait_timer_started_at: moment,
      current_user_can_approve: z.boolean(),
      reviewers,
    })
    .transform((one): PendingDeployment => ({
      // What has no name any more can be answered by nobody.
      id: one.environment.name === undefined ? undefined : one.environment.id,
      environment: one.environment.name ?? `#${one.environment.id ?? "?"}`,
      waitMinutes: one.wait_timer,
      waitFrom: one.wait_timer_started_at,
      mayApprove: one.current_user_can_approve,
      reviewers: one.reviewers,
    })),
);

export const environmentReviews = z.array(
  z
    .object({
      environments: z.array(z.object({ name: z.string().optional() })),
      state: z.enum(["approved", "rejected", "pending"]),
      user: account,
      comment: z.string(),
    })
    .transform((one): EnvironmentReview => ({
      state: one.state,
      environments: one.environments.flatMap(({ name }) => (name === undefined ? [] : [name])),
      by: one.user,
      comment: one.comment,
    })),
);

const rule = z.object({
  type: z.string(),
  wait_timer: z.number().optional(),
  prevent_self_review: z.boolean().optional(),
  reviewers: reviewers.optional(),
});

const OWN_RULES = new Set(["wait_timer", "required_reviewers", "branch_policy"]);

export const environment = z
  .object({
    name: z.string(),
    html_url: z.string(),
    protection_rules: z.array(rule).optional(),
    deployment_branch_policy: z.object({ protected_branches: z.boolean() }).nullish(),
  })
  .transform(({ name, html_url, protection_rules = [], deployment_branch_policy }): GithubEnvironment => ({
    name,
    url: html_url,
    waitMinutes: Math.max(0, ...protection_rules.map((one) => one.wait_timer ?? 0)),
    reviewers: protection_rules.flatMap((one) => one.reviewers ?? []),
    preventSelfReview: protection_rules.some((one) => one.prevent_self_review === true),
    branches: branchesOf(deployment_branch_policy),
    otherRules: protection_rules.flatMap(({ type }) => (OWN_RULES.has(type) ? [] : [type])),
  }));

function branchesOf(policy: { protected_branches: boolean } | null | undefined): GithubEnvironment["branches"] {
  if (policy === null || policy === undefined) return "all";
  return policy.protected_branches ? "protected" : "listed";
}
