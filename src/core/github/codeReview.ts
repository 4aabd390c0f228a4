import { failed, type Finding, inconclusive, passed } from "../gates/finding.ts";
import type { GithubAccount, Page, PullCommit, PullRequest, PullReview } from "../ports/github.ts";
import { coAuthorsIn } from "./coAuthors.ts";
import { distinct, hasAccount, type Identity, identityOfAccount, identityOfCommit, maybeSame } from "./samePeople.ts";

/** What GitHub tells of the change that a commit brings. */
export interface CodeReviewFacts {
  readonly commit: string;
  /** The pull requests that hold it. */
  readonly pulls: Page<PullFacts>;
}

export interface PullFacts {
  readonly pull: PullRequest;
  readonly reviews: Page<PullReview>;
  readonly commits: Page<PullCommit>;
  /** What accounts of this pull request show of themselves, as far as it was asked for. */
  readonly accounts: readonly GithubAccount[];
}

/** GitHub lists no more commits of a pull request than this, and says nothing of the others. */
const MOST_COMMITS_TOLD = 250;
/** Those whose word GitHub counts where a branch is protected: they may write. */
const MAY_WRITE = new Set(["OWNER", "MEMBER", "COLLABORATOR"]);
/** Reviews that say yes or no; a comment after a yes leaves it a yes. */
const SAYS_SOMETHING = new Set(["APPROVED", "CHANGES_REQUESTED", "DISMISSED"]);

/**
 * Whether enough people other than those who wrote a commit have approved exactly it. What was approved before the last
 * push does not count, nor does a word that was taken back; who may be an author under another name is not counted.
 */
export function judgeCodeReview({ commit, pulls }: CodeReviewFacts, required: number): Finding {
  if (pulls.items.length === 0 && pulls.complete) {
    return failed("NoPullRequest", `No pull request holds ${short(commit)}: nobody was asked to review it.`);
  }
  const findings = pulls.items.map((one) => judgePull(commit, one, required));
  const first = (verdict: Finding["verdict"]): Finding | undefined => findings.find((one) => one.verdict === verdict);
  const blocked = findings.find((one) => one.reason === "ChangesRequested");
  if (blocked !== undefined) return blocked;
  if (!pulls.complete) return inconclusive("TooMany", `More pull requests hold ${short(commit)} than are read.`);
  return first("pass") ?? first("inconclusive") ?? first("fail") ?? inconclusive("NoPullRequest", "Nothing was read.");
}

function judgePull(commit: string, facts: PullFacts, required: number): Finding {
  const { pull, reviews, commits } = facts;
  const doubt = doubtOf(commit, facts);
  if (doubt !== undefined) return doubt;
  const latest = latestWords(reviews.items);
  const against = latest.filter(({ state }) => state === "CHANGES_REQUESTED").map(nameOf);
  if (against.length > 0) {
    return failed(
      "ChangesRequested",
      `${against.join(", ")} asked for changes in ${titleOf(pull)}, and has not taken it back.`,
    );
  }
  const approvals = latest.filter(({ state }) => state === "APPROVED");
  const now = approvals.filter((one) => one.commit === pull.head);
  const people = now.flatMap(({ by }) => (by === undefined ? [] : [identityOfAccount(shown(by, facts.accounts))]));
  const writers = writersOf(pull, commits.items, facts.accounts);
  const others = distinct(people.filter((one) => !writers.some((writer) => maybeSame(writer, one)))).length;
  const unknown = writers.filter((one) => !hasAccount(one) && !people.some((other) => maybeSame(one, other))).length;
  return verdictOf(pull, {
    required,
    others,
    unknown,
    own: people.length - others,
    stale: approvals.length - now.length,
    outside: reviews.items.filter((one) => one.state === "APPROVED" && !MAY_WRITE.has(one.association)).length,
  });
}

interface Count {
  readonly required: number;
  /** People other than the writers who approved what is deployed. */
  readonly others: number;
  /** Writers of whom nobody can tell which account is theirs: each may be one of those who approved. */
  readonly unknown: number;
  /** Approvals of authors, and second ones of one person. */
  readonly own: number;
  /** Approvals of an older commit. */
  readonly stale: number;
  /** Approvals of people who are not known to write here. */
  readonly outside: number;
}

function verdictOf(pull: PullRequest, count: Count): Finding {
  const { required, others, unknown, own, stale, outside } = count;
  const measure = { value: others, bound: required, good: "at-least", unit: "people" } as const;
  const counted = `${others} of ${required} people other than its authors approved ${titleOf(pull)}`;
  const rest = [
    ...(stale > 0 ? [`${stale} approved an older commit of it`] : []),
    ...(own > 0 ? [`${own} approvals come from its authors, or from one person twice`] : []),
    ...(outside > 0 ? [`${outside} come from accounts that are not known to write here`] : []),
  ];
  const also = rest.length === 0 ? "" : ` (${rest.join("; ")})`;
  const facts = { approvals: others, required, pullRequest: pull.number };
  if (others < required) return { ...failed("TooFewApprovals", `${counted}${also}.`, facts), measure };
  if (others - unknown < required && required > 0) {
    const message = `${counted}${also}, but ${unknown} of its authors belong to no account: they may be among those who approved. Have them add the address of their commits to their account, or more people approve.`;
    return { ...inconclusive("UnknownAuthors", message), facts, measure };
  }
  return { ...passed("Approved", `${counted}${also}.`, facts), measure };
}

/** Why nothing can be said of a pull request. */
function doubtOf(commit: string, { pull, reviews, commits }: PullFacts): Finding | undefined {
  if (pull.head !== commit && !(pull.merged && pull.mergeCommit === commit)) {
    const message = `${short(commit)} is neither the last commit of ${titleOf(pull)} nor what merging it made: what was reviewed is not what is deployed.`;
    return inconclusive("InsideOfPullRequest", message);
  }
  if (!reviews.complete || !commits.complete || commits.items.length >= MOST_COMMITS_TOLD) {
    return inconclusive("TooMany", `${titleOf(pull)} has more commits or reviews than GitHub tells of.`);
  }
  if (commits.items.some(({ sha }) => sha === pull.head)) return undefined;
  return inconclusive("ChangedMeanwhile", `${titleOf(pull)} was changed while it was read. Measure again.`);
}

/** The last word of everybody who may write, oldest first. */
function latestWords(reviews: readonly PullReview[]): readonly PullReview[] {
  const said = reviews.filter(({ state, association, by }) => {
    return SAYS_SOMETHING.has(state) && MAY_WRITE.has(association) && by?.person !== false;
  });
  const inOrder = said.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0));
  return [...new Map(inOrder.map((one) => [one.by?.id, one])).values()];
}

/** Who opened it, and who wrote or committed any of its commits. */
function writersOf(
  pull: PullRequest,
  commits: readonly PullCommit[],
  accounts: readonly GithubAccount[],
): readonly Identity[] {
  const opened = pull.author === undefined ? [] : [identityOfAccount(shown(pull.author, accounts))];
  const named = commits.flatMap(({ author, committer, message }) => [
    author,
    ...ofPeople(committer),
    ...coAuthorsIn(message),
  ]);
  const wrote = named.map((one) =>
    identityOfCommit({ ...one, ...(one.account && { account: shown(one.account, accounts) }) }),
  );
  return distinct([...opened, ...wrote]);
}

/** What is done with buttons on GitHub's pages is committed by GitHub itself. */
function ofPeople(committer: PullCommit["committer"]): readonly PullCommit["committer"][] {
  const { account, email } = committer;
  return account?.login === "web-flow" || (account === undefined && email === "noreply@github.com") ? [] : [committer];
}

function shown(account: GithubAccount, accounts: readonly GithubAccount[]): GithubAccount {
  return accounts.find(({ id }) => id === account.id) ?? account;
}

function nameOf({ by }: PullReview): string {
  return by?.login ?? "somebody whose account is gone";
}

function titleOf({ number }: PullRequest): string {
  return `pull request ${number}`;
}

function short(commit: string): string {
  return `commit ${commit.slice(0, 12)}`;
}
