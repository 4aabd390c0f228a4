import { timestamp } from "../../base/clock.ts";
import type { GithubAccount, GithubEnvironment, PendingDeployment, Reviewer, WorkflowRun } from "../ports/github.ts";
import { identityOfAccount, maybeSame } from "./samePeople.ts";

/** A run's deployment that waits for somebody's yes, or for something else. */
export interface PendingReview {
  readonly run: WorkflowRun;
  readonly environment: string;
  /** What an answer names; absent where the environment is gone. */
  readonly environmentId: number | undefined;
  /** The environment's rules; absent where they were deleted or may not be seen. */
  readonly rules: GithubEnvironment | undefined;
  readonly reviewers: readonly Reviewer[];
  /** Whether the person who looks may answer, and why not. */
  readonly mine: MayReview;
  /** Until when it waits in any case, milliseconds since the epoch. */
  readonly waitsUntil: number | undefined;
}

export type MayReview =
  | { readonly may: true }
  | { readonly may: false; readonly reason: NoReviewReason; readonly message: string };

export type NoReviewReason = "NotWaiting" | "EnvironmentGone" | "SelfReview" | "NotReviewer" | "NobodyAsked";

export interface PendingFacts {
  readonly run: WorkflowRun;
  readonly pending: readonly PendingDeployment[];
  /** The environments that could be asked for, by name; undefined where GitHub has none of that name. */
  readonly environments: ReadonlyMap<string, GithubEnvironment | undefined>;
  readonly me: GithubAccount;
  /** Who started the run, with what they show of themselves where that was asked for. */
  readonly starters: readonly GithubAccount[];
}

/** What a run waits for, with whether this person may answer. */
export function pendingReviews(facts: PendingFacts): readonly PendingReview[] {
  return facts.pending.map((one) => {
    const rules = facts.environments.get(one.environment);
    return {
      run: facts.run,
      environment: one.environment,
      environmentId: one.id,
      rules,
      reviewers: one.reviewers,
      mine: mayReview(one, facts),
      waitsUntil:
        one.waitMinutes > 0 && one.waitFrom !== undefined ? one.waitFrom + one.waitMinutes * 60_000 : undefined,
    };
  });
}

/**
 * GitHub decides, and its no is explained. Its yes is not taken where the person started the run under this or perhaps
 * another name, and the environment wants somebody else.
 */
function mayReview(pending: PendingDeployment, { run, environments, me, starters }: PendingFacts): MayReview {
  const { environment, id, reviewers, mayApprove } = pending;
  if (run.status === "completed") return no("NotWaiting", `Run ${run.number} has ended: nothing waits any more.`);
  const gone = environments.has(environment) && environments.get(environment) === undefined;
  if (gone || id === undefined) {
    const message = `The environment ${environment} was deleted while the run waits for it. Cancel the run, set the environment up again with its reviewers, and run it anew.`;
    return no("EnvironmentGone", message);
  }
  const self = selfReview(environments.get(environment), me, starters);
  if (self !== undefined) return self;
  if (mayApprove) return { may: true };
  if (reviewers.some((one) => one.kind === "person" && one.account.id === me.id))
    return notTaken(environment, me, starters);
  return notAsked(pending, reviewers);
}

/** Who is listed and may not all the same: rules that cannot be seen from here may say why. */
function notTaken(environment: string, me: GithubAccount, starters: readonly GithubAccount[]): MayReview {
  const listed = `${environment} lists you, but GitHub takes no answer of yours`;
  return starters.some(({ id }) => id === me.id)
    ? no("SelfReview", `${listed}: you started the run. Ask another reviewer.`)
    : no("NotReviewer", `${listed} for this run. Ask another reviewer.`);
}

function selfReview(
  rules: GithubEnvironment | undefined,
  me: GithubAccount,
  starters: readonly GithubAccount[],
): MayReview | undefined {
  if (rules?.preventSelfReview !== true) return undefined;
  const mine = identityOfAccount(me);
  const starter = starters.find((one) => maybeSame(identityOfAccount(one), mine));
  if (starter === undefined) return undefined;
  const who =
    starter.id === me.id
      ? "you started the run"
      : `${starter.login}, who started the run, goes by your name or address`;
  return no(
    "SelfReview",
    `${rules.name} wants somebody else than who started the run, and ${who}. Ask another reviewer.`,
  );
}

function notAsked(
  { environment, waitMinutes, waitFrom }: PendingDeployment,
  reviewers: readonly Reviewer[],
): MayReview {
  if (reviewers.length > 0) {
    const [first, ...others] = reviewers.map(reviewerName);
    const whom =
      others.length === 0 ? `${first} alone: ask ${first}` : `${[first, ...others].join(", ")}: ask one of them`;
    return no("NotReviewer", `${environment} is let go by ${whom}.`);
  }
  const until = waitFrom === undefined ? "" : ` until ${timestamp(waitFrom + waitMinutes * 60_000)}`;
  const what =
    waitMinutes > 0 ? `its wait of ${waitMinutes} min${until}` : "another rule of the environment, such as an app";
  return no("NobodyAsked", `${environment} waits for ${what}, and for nobody's answer.`);
}

/** A reviewer as they are named to people. */
export function reviewerName(reviewer: Reviewer): string {
  return reviewer.kind === "team" ? `the team ${reviewer.name}` : reviewer.account.login;
}

function no(reason: NoReviewReason, message: string): MayReview {
  return { may: false, reason, message };
}
