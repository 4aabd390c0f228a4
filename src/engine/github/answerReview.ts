import { Fault } from "../../base/result.ts";
import type { PendingReview } from "../../core/github/pendingReview.ts";
import type { Github } from "../../core/ports/github.ts";
import { readRun } from "./readReviews.ts";

/** Which deployment is meant: the environment of a run. */
export interface ReviewName {
  readonly run: number;
  readonly environment: string;
}

/** A person's answer for an environment of a run. */
export interface ReviewAnswer extends ReviewName {
  /** The commit that the person saw; where absent, whichever the run has. */
  readonly commit?: string;
  /** The attempt that the person saw. */
  readonly attempt?: number;
  readonly state: "approved" | "rejected";
  readonly comment: string;
}

/** What this person may answer now, for showing it before they do. Rejects as {@link answerReview}, and sends nothing. */
export async function reviewToAnswer(github: Github, name: ReviewName, signal?: AbortSignal): Promise<PendingReview> {
  const review = await waiting(github, name, signal);
  if (!review.mine.may) throw new Fault(review.mine.reason, review.mine.message);
  return review;
}

/**
 * Gives an answer after looking once more at what it is for. Rejects with `NotWaiting`, `ChangedSince`, or the reason
 * for which this person may not answer; where GitHub refuses, with what became of it meanwhile.
 */
export async function answerReview(github: Github, answer: ReviewAnswer, signal?: AbortSignal): Promise<PendingReview> {
  const review = await reviewToAnswer(github, answer, signal);
  const { environmentId } = review;
  if (environmentId === undefined) throw await notWaiting(github, answer, signal);
  const { run, state, comment } = answer;
  try {
    await github.review(run, { environments: [environmentId], state, comment }, signal);
  } catch (error) {
    if (error instanceof Fault && error.reason === "Refused") throw await notWaiting(github, answer, signal, error);
    throw error;
  }
  return review;
}

async function waiting(
  github: Github,
  answer: ReviewName & Pick<ReviewAnswer, "commit" | "attempt">,
  signal: AbortSignal | undefined,
): Promise<PendingReview> {
  const { environment, commit, attempt } = answer;
  const run = await github.run(answer.run, signal);
  const changed = (commit !== undefined && commit !== run.commit) || (attempt !== undefined && attempt !== run.attempt);
  if (changed) {
    throw new Fault(
      "ChangedSince",
      `Run ${run.number} is another one than was shown: it was started anew. Look at it again.`,
    );
  }
  const reviews = await readRun(github, run, await github.me(signal), signal);
  const found = reviews.find((one) => one.environment === environment);
  if (found === undefined) throw await notWaiting(github, answer, signal);
  return found;
}

/** What became of a request that waits no longer: who answered it, or how its run ended. */
async function notWaiting(
  github: Github,
  { run: id, environment }: ReviewName,
  signal: AbortSignal | undefined,
  refusal?: Fault,
): Promise<Fault> {
  const [run, reviews] = await Promise.all([github.run(id, signal), github.reviewsOfRun(id, signal)]);
  const answered = reviews.find((one) => one.state !== "pending" && one.environments.includes(environment));
  if (answered !== undefined) {
    return new Fault(
      "NotWaiting",
      `${answered.by.login} has ${answered.state} ${environment} of run ${run.number} already.`,
    );
  }
  if (run.status === "completed") {
    const how = run.conclusion === undefined ? "ended" : `ended (${run.conclusion})`;
    return new Fault("NotWaiting", `Run ${run.number} has ${how}: nothing waits any more.`);
  }
  return (
    refusal ?? new Fault("NotWaiting", `Run ${run.number} does not wait for ${environment}. Look at the list again.`)
  );
}
