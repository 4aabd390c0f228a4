import { timestamp } from "../base/clock.ts";
import type { PendingReview } from "../core/github/pendingReview.ts";
import { reviewItem } from "../core/github/reviewItem.ts";
import type { GithubPlace, Reviewer } from "../core/ports/github.ts";
import type { ReviewsOutput } from "../protocol/reviewsOutput.ts";
import { table } from "./report.ts";

/** What waits, a line each. */
export function reviewsTable(reviews: readonly PendingReview[]): string {
  const head = ["RUN", "ENVIRONMENT", "BRANCH", "COMMIT", "STARTED BY", "REVIEWERS", "YOU"];
  const rows = reviews.map(({ run, environment, reviewers, mine }) => [
    String(run.id),
    environment,
    run.branch ?? "-",
    run.commit.slice(0, 7),
    run.triggeredBy?.login ?? "-",
    reviewers.map(shortName).join(", ") || "-",
    mine.may ? "may answer" : mine.message,
  ]);
  return table([head, ...rows]);
}

/** What an answer would be about, a line each, as the inbox tells it. */
export function reviewFacts(review: PendingReview, place: GithubPlace): readonly string[] {
  const { heading, message, askedBy, notBefore, rules = [], url } = reviewItem(review, place, true);
  return [
    heading,
    askedBy === undefined ? message : `${message} ${askedBy} started it.`,
    ...rules,
    ...(notBefore === undefined ? [] : [`It goes on at the earliest at ${timestamp(notBefore)}.`]),
    ...(url === undefined ? [] : [url]),
  ];
}

/** What waits, as `--json` prints it. */
export function reviewsOutputOf(
  repository: string,
  reviews: readonly PendingReview[],
  complete: boolean,
): ReviewsOutput {
  return { repository, reviews: reviews.map(outputOf), complete };
}

function outputOf({
  run,
  environment,
  reviewers,
  mine,
  waitsUntil,
  rules,
}: PendingReview): ReviewsOutput["reviews"][number] {
  const { id, number, attempt, workflow, title, url, branch = null, commit } = run;
  return {
    run: id,
    number,
    attempt,
    workflow,
    title,
    url,
    branch,
    commit,
    environment,
    startedBy: run.triggeredBy?.login ?? null,
    reviewers: reviewers.map(shortName),
    mayAnswer: mine.may,
    reason: mine.may ? null : mine.reason,
    message: mine.may ? null : mine.message,
    waitsUntil: waitsUntil === undefined ? null : timestamp(waitsUntil),
    rules: rules === undefined ? null : rulesOf(rules),
  };
}

function rulesOf({
  waitMinutes,
  preventSelfReview,
  branches,
  otherRules,
}: NonNullable<PendingReview["rules"]>): ReviewsOutput["reviews"][number]["rules"] {
  return { waitMinutes, preventSelfReview, branches, otherRules: [...otherRules] };
}

function shortName(reviewer: Reviewer): string {
  return reviewer.kind === "team" ? `@${reviewer.slug}` : reviewer.account.login;
}
