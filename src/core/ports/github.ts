/**
 * What is asked of GitHub about one repository. Everything rejects with a `Fault`: `SignedOut`, `NotAllowed`,
 * `SamlRequired`, `RateLimited` (its fact `until`, milliseconds since the epoch, says when to ask again), `Gone`,
 * `Refused`, `Unreachable`, `TimedOut` or `BadAnswer`; an abort rejects with the signal's own reason.
 */
export interface Github {
  /** Whose token it is. */
  me(signal?: AbortSignal): Promise<GithubAccount>;
  /** An account with what it shows of itself; undefined where there is none (any more). */
  account(login: string, signal?: AbortSignal): Promise<GithubAccount | undefined>;
  /** Runs of workflows that wait for a protection rule of an environment, newest first. */
  waitingRuns(signal?: AbortSignal): Promise<Page<WorkflowRun>>;
  /** The newest runs of which something runs; one of their other jobs may wait. At most thirty. */
  activeRuns(signal?: AbortSignal): Promise<readonly WorkflowRun[]>;
  run(id: number, signal?: AbortSignal): Promise<WorkflowRun>;
  /** Runs of workflows for a commit, newest first. */
  runsOf(commit: string, signal?: AbortSignal): Promise<Page<WorkflowRun>>;
  /** The newest execution of every job of a run. */
  jobs(run: number, signal?: AbortSignal): Promise<Page<WorkflowJob>>;
  /** What a run waits for; none where it waits for nothing. */
  pendingDeployments(run: number, signal?: AbortSignal): Promise<readonly PendingDeployment[]>;
  /** Who answered for a run so far, and how. */
  reviewsOfRun(run: number, signal?: AbortSignal): Promise<readonly EnvironmentReview[]>;
  /** Undefined where it was deleted. */
  environment(name: string, signal?: AbortSignal): Promise<GithubEnvironment | undefined>;
  /** Answers for environments of a run. `Refused` where GitHub does not take it. */
  review(run: number, answer: EnvironmentAnswer, signal?: AbortSignal): Promise<void>;
  /** Pull requests that hold a commit: the merged one that brought it, else open ones. */
  pullsOf(commit: string, signal?: AbortSignal): Promise<Page<PullRequest>>;
  reviewsOfPull(pull: number, signal?: AbortSignal): Promise<Page<PullReview>>;
  commitsOfPull(pull: number, signal?: AbortSignal): Promise<Page<PullCommit>>;
  /** The newest check run of every name within its suite. */
  checkRuns(commit: string, signal?: AbortSignal): Promise<Page<CheckRun>>;
  checkSuites(commit: string, signal?: AbortSignal): Promise<Page<CheckSuite>>;
  /** The newest status of every context. */
  statuses(commit: string, signal?: AbortSignal): Promise<Page<CommitStatus>>;
  /** What GitHub last said of how often it may be asked. */
  pace(): Pace;
}

/** How often GitHub may be asked; each is absent where it did not say. */
export interface Pace {
  /** Requests that are left until `resetAt`, and how many there were. */
  readonly remaining?: number;
  readonly limit?: number;
  /** Milliseconds since the epoch, by this machine's clock. */
  readonly resetAt?: number;
  /** Seconds between two looks that GitHub asks for. */
  readonly pollSeconds?: number;
}

/** A list that was read page by page. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Whether all was read; a list that goes on beyond the bound is a doubt. */
  readonly complete: boolean;
}

/** Where a repository is. */
export interface GithubPlace {
  /** Such as `https://api.github.com` or `https://git.example.com/api/v3`, without a slash at the end. */
  readonly api: string;
  /** The host that people see, such as `github.com`. */
  readonly host: string;
  readonly owner: string;
  readonly repo: string;
}

export interface GithubAccount {
  readonly login: string;
  readonly id: number;
  /** Whether it is a person's; programs have accounts, too. */
  readonly person: boolean;
  /** What it shows as its name and address, where it was asked for. */
  readonly name?: string;
  readonly email?: string;
}

/** A run of a workflow. */
export interface WorkflowRun {
  readonly id: number;
  readonly title: string;
  /** The workflow's name. */
  readonly workflow: string;
  /** The workflow's file, such as `.github/workflows/ci.yml`. */
  readonly path: string;
  /** What started it, such as `push` or `schedule`. */
  readonly event: string;
  readonly number: number;
  readonly attempt: number;
  readonly branch: string | undefined;
  readonly commit: string;
  /** As GitHub has it: `waiting`, `in_progress`, `completed`, … */
  readonly status: string;
  readonly conclusion: string | undefined;
  /** Who started this attempt, and who started the run at first. */
  readonly triggeredBy: GithubAccount | undefined;
  readonly startedBy: GithubAccount | undefined;
  readonly url: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

/** A job of a run of a workflow. Times in milliseconds since the epoch. */
export interface WorkflowJob {
  readonly name: string;
  /** `success`, `failure`, `skipped`, …; undefined until it is completed. */
  readonly conclusion: string | undefined;
  readonly startedAt: number | undefined;
  readonly completedAt: number | undefined;
}

/** An environment that a run waits for. */
export interface PendingDeployment {
  /** Absent where GitHub names an environment that it no longer has. */
  readonly id: number | undefined;
  readonly environment: string;
  /** Minutes that the environment makes every deployment wait; 0 where it does not. */
  readonly waitMinutes: number;
  /** When the wait began, milliseconds since the epoch. */
  readonly waitFrom: number | undefined;
  /** GitHub's own word on the person whose token it is. */
  readonly mayApprove: boolean;
  readonly reviewers: readonly Reviewer[];
}

/** Whose yes an environment asks for; any one of them is enough. */
export type Reviewer =
  | { readonly kind: "person"; readonly account: GithubAccount }
  | { readonly kind: "team"; readonly name: string; readonly slug: string };

/** An environment's rules. */
export interface GithubEnvironment {
  readonly name: string;
  readonly url: string;
  readonly waitMinutes: number;
  readonly reviewers: readonly Reviewer[];
  /** Whether the person who started a run may not approve it. */
  readonly preventSelfReview: boolean;
  /** Which branches may be deployed to it. */
  readonly branches: "all" | "protected" | "listed";
  /** Rules of other kinds: apps that have to agree. */
  readonly otherRules: readonly string[];
}

/** An answer that was given on GitHub, there or from here. */
export interface EnvironmentReview {
  readonly state: "approved" | "rejected" | "pending";
  readonly environments: readonly string[];
  readonly by: GithubAccount;
  readonly comment: string;
}

export interface EnvironmentAnswer {
  readonly environments: readonly number[];
  readonly state: "approved" | "rejected";
  readonly comment: string;
}

export interface PullRequest {
  readonly number: number;
  readonly title: string;
  readonly url: string;
  readonly author: GithubAccount | undefined;
  readonly state: string;
  /** The newest commit of its branch. */
  readonly head: string;
  readonly merged: boolean;
  /** The commit that merging made. */
  readonly mergeCommit: string | undefined;
}

export interface PullReview {
  readonly by: GithubAccount | undefined;
  /** `APPROVED`, `CHANGES_REQUESTED`, `COMMENTED`, `DISMISSED`, `PENDING`. */
  readonly state: string;
  /** What was looked at; GitHub forgets it where history was rewritten. */
  readonly commit: string | undefined;
  /** Milliseconds since the epoch. */
  readonly at: number | undefined;
  /** What the person is to the repository: `OWNER`, `MEMBER`, `COLLABORATOR`, `CONTRIBUTOR`, … */
  readonly association: string;
}

/** A commit with everybody who wrote it. */
export interface PullCommit {
  readonly sha: string;
  readonly author: CommitPerson;
  readonly committer: CommitPerson;
  readonly message: string;
}

/** Name and address as git has them; an account where GitHub knows whose they are. */
export interface CommitPerson {
  readonly name: string | undefined;
  readonly email: string | undefined;
  readonly account: GithubAccount | undefined;
}

/** One run of a check. */
export interface CheckRun {
  readonly id: number;
  readonly name: string;
  /** The app that reports it, by its short name. */
  readonly app: string | undefined;
  readonly suite: number | undefined;
  /** `queued`, `in_progress`, `completed`, `waiting`, … */
  readonly status: string;
  /** `success`, `failure`, `neutral`, `skipped`, …; undefined until it is completed. */
  readonly conclusion: string | undefined;
  /** Milliseconds since the epoch. */
  readonly startedAt: number | undefined;
  readonly url: string | undefined;
}

/** What one app has to say about one commit. */
export interface CheckSuite {
  readonly id: number;
  readonly app: string | undefined;
  readonly status: string | undefined;
  readonly conclusion: string | undefined;
  readonly runs: number;
}

export interface CommitStatus {
  readonly context: string;
  /** `success`, `pending`, `failure`, `error`. */
  readonly state: string;
  readonly url: string | undefined;
}
