import type { CodeReviewFacts, PullFacts } from "../../core/github/codeReview.ts";
import type { Github, GithubAccount, PullCommit, PullRequest, PullReview } from "../../core/ports/github.ts";
import { inBatches } from "./inBatches.ts";

/** More accounts than this are not asked for what they show of themselves. */
const MOST_ACCOUNTS = 40;

/** What GitHub tells of who wrote a commit and who looked at it. */
export async function readCodeReview(github: Github, commit: string, signal?: AbortSignal): Promise<CodeReviewFacts> {
  const { items, complete } = await github.pullsOf(commit, signal);
  const pulls: PullFacts[] = [];
  for (const pull of items) pulls.push(await readPull(github, pull, signal));
  return { commit, pulls: { items: pulls, complete } };
}

async function readPull(github: Github, pull: PullRequest, signal: AbortSignal | undefined): Promise<PullFacts> {
  const reviews = await github.reviewsOfPull(pull.number, signal);
  const commits = await github.commitsOfPull(pull.number, signal);
  const people = peopleOf(pull, reviews.items, commits.items);
  const asked = people.slice(0, MOST_ACCOUNTS);
  const accounts = await inBatches(asked, (one) => github.account(one.login, signal));
  return {
    pull,
    reviews: people.length > asked.length ? { ...reviews, complete: false } : reviews,
    commits,
    accounts: accounts.filter((one) => one !== undefined),
  };
}

/** Those whose yes may count, and those whose may not: whether they are one person shows in what they call themselves. */
function peopleOf(
  pull: PullRequest,
  reviews: readonly PullReview[],
  commits: readonly PullCommit[],
): readonly GithubAccount[] {
  const approving = reviews.flatMap(({ state, by }) => (state === "APPROVED" && by !== undefined ? [by] : []));
  const writing = commits.flatMap(({ author, committer }) => [author.account, committer.account]);
  const all = [pull.author, ...approving, ...writing].flatMap((one) => (one?.person === true ? [one] : []));
  return [...new Map(all.map((one) => [one.id, one])).values()];
}
