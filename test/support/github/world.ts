/** What the double knows. A test changes it as people on GitHub would. */
export interface World {
  readonly owner: string;
  readonly repo: string;
  /** By token. */
  readonly tokens: Map<string, WorldToken>;
  readonly users: Map<string, WorldUser>;
  readonly environments: Map<string, WorldEnvironment>;
  readonly runs: WorldRun[];
  readonly pulls: WorldPull[];
  readonly checkRuns: WorldCheckRun[];
  readonly checkSuites: WorldCheckSuite[];
  readonly statuses: WorldStatus[];
  /** `resetAt` in seconds since the epoch. */
  readonly limits: { limit: number; remaining: number; resetAt: number };
  /** Where the repository was moved to, by its new name. */
  movedTo?: string;
}

export interface WorldToken {
  readonly login: string;
  revoked?: boolean;
  /** Whether the organization wants its own sign-in first. */
  saml?: boolean;
  /** Whether it may answer for deployments: the scope `repo`. */
  mayWrite?: boolean;
}

export interface WorldUser {
  readonly login: string;
  readonly name?: string;
  readonly email?: string;
  readonly type?: "User" | "Bot";
}

export interface WorldTeam {
  readonly team: string;
  readonly members: readonly string[];
}

/** A reviewer whose account is gone: GitHub's description lets it tell the type alone. */
export const GONE_REVIEWER = "(gone)";

export interface WorldEnvironment {
  /** Logins and teams. */
  reviewers: readonly (string | WorldTeam)[];
  waitMinutes?: number;
  preventSelfReview?: boolean;
  branches?: "protected" | "listed";
  /** It answers 404, and runs wait for it nevertheless. */
  deleted?: boolean;
  /** What waits for it tells its number alone. */
  nameless?: boolean;
}

export interface WorldRun {
  readonly id: number;
  readonly sha: string;
  branch: string;
  actor: string;
  triggeringActor?: string;
  status: string;
  conclusion?: string;
  /** Environments that it waits for. */
  pending: string[];
  waitFrom?: string;
  createdAt?: string;
  /** Of its workflow; `Deploy` where it is left out. */
  workflow?: string;
  event?: string;
  jobs?: WorldJob[];
  reviews: { state: "approved" | "rejected"; environments: string[]; by: string; comment: string }[];
}

export interface WorldJob {
  readonly name: string;
  readonly conclusion?: "success" | "failure" | "skipped";
  /** As GitHub writes moments. */
  readonly startedAt: string;
  readonly completedAt?: string;
}

export interface WorldPull {
  readonly number: number;
  readonly author: string;
  readonly head: string;
  /** Commits that lead to it by `commits/{sha}/pulls`, beside its head. */
  readonly holds?: readonly string[];
  mergeCommit?: string;
  merged?: boolean;
  readonly commits: readonly WorldCommit[];
  readonly reviews: WorldReview[];
}

export interface WorldCommit {
  readonly sha: string;
  /** Name and address; the login where GitHub knows whose they are. */
  readonly author: WorldSignature;
  readonly committer?: WorldSignature;
  readonly message?: string;
}

export interface WorldSignature {
  readonly name: string;
  readonly email: string;
  readonly login?: string;
}

export interface WorldReview {
  readonly by: string | undefined;
  state: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED";
  readonly commit: string | null;
  readonly at: string;
  readonly association?: string;
}

export interface WorldCheckRun {
  readonly id: number;
  readonly sha: string;
  readonly name: string;
  readonly app?: string;
  readonly suite: number;
  status: string;
  conclusion?: string;
  readonly startedAt?: string;
}

export interface WorldCheckSuite {
  readonly id: number;
  readonly sha: string;
  readonly app?: string;
  status: string;
  conclusion?: string;
  readonly runs: number;
}

export interface WorldStatus {
  readonly sha: string;
  readonly context: string;
  readonly state: "success" | "pending" | "failure" | "error";
}

/** A repository with nothing but a person who may look and answer. */
export function emptyWorld(): World {
  return {
    owner: "acme",
    repo: "shop",
    tokens: new Map([["token-of-ann", { login: "ann", mayWrite: true }]]),
    users: new Map([["ann", { login: "ann", name: "Ann Lee", email: "ann@example.com" }]]),
    environments: new Map(),
    runs: [],
    pulls: [],
    checkRuns: [],
    checkSuites: [],
    statuses: [],
    limits: { limit: 5000, remaining: 5000, resetAt: Math.floor(Date.now() / 1000) + 3600 },
  };
}
