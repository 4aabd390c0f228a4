import type {
  CheckRun,
  GithubAccount,
  Page,
  PullCommit,
  PullRequest,
  PullReview,
  WorkflowRun,
} from "../../../src/core/ports/github.ts";
import type { PullFacts } from "../../../src/core/github/codeReview.ts";
import { idOf } from "./bodies/links.ts";

/** Facts as the adapter gives them, each with what a test says and the usual otherwise. */
export const HEAD = "a".repeat(40);
export const OLDER = "b".repeat(40);

export function account(login: string, shows: Partial<GithubAccount> = {}): GithubAccount {
  return { login, id: idOf(login), person: true, ...shows };
}

export function page<T>(items: readonly T[], complete = true): Page<T> {
  return { items, complete };
}

export function pullRequest(over: Partial<PullRequest> = {}): PullRequest {
  return {
    number: 7,
    title: "A change",
    url: "https://github.com/acme/shop/pull/7",
    author: account("cid"),
    state: "open",
    head: HEAD,
    merged: false,
    mergeCommit: undefined,
    ...over,
  };
}

export function review(login: string, over: Partial<PullReview> = {}): PullReview {
  return { by: account(login), state: "APPROVED", commit: HEAD, at: 1000, association: "MEMBER", ...over };
}

export function commit(over: Partial<PullCommit> = {}): PullCommit {
  const cid = { name: "Cid Ray", email: "cid@example.com", account: account("cid") };
  return { sha: HEAD, author: cid, committer: cid, message: "A change", ...over };
}

export function pullFacts(over: Partial<PullFacts> & { readonly said?: readonly PullReview[] } = {}): PullFacts {
  const { said = [], ...rest } = over;
  return { pull: pullRequest(), reviews: page(said), commits: page([commit()]), accounts: [], ...rest };
}

export function checkRun(name: string, conclusion: string | undefined, over: Partial<CheckRun> = {}): CheckRun {
  return {
    id: idOf(name),
    name,
    app: "github-actions",
    suite: 1,
    status: conclusion === undefined ? "in_progress" : "completed",
    conclusion,
    startedAt: 1000,
    url: undefined,
    ...over,
  };
}

export function workflowRun(over: Partial<WorkflowRun> = {}): WorkflowRun {
  return {
    id: 4001,
    title: "Release 1.9.0",
    workflow: "Deploy",
    path: ".github/workflows/deploy.yml",
    event: "push",
    number: 12,
    attempt: 1,
    branch: "main",
    commit: HEAD,
    status: "waiting",
    conclusion: undefined,
    triggeredBy: account("cid"),
    startedBy: account("cid"),
    url: "https://github.com/acme/shop/actions/runs/4001",
    createdAt: 1000,
    ...over,
  };
}
