import { reasonOf } from "../base/result.ts";
import type { RolloutStatus } from "../core/rollout/verdict.ts";
import type { RunOutcome } from "../core/graph/graph.ts";

/** What `tidegate` ends with. Stable: pipelines decide by these. */
export const EXIT = {
  /** What was asked for is done, or all is well. */
  ok: 0,
  /** A rollout, a run or a journal is not well, or something went wrong that has no code of its own. */
  failed: 1,
  /** The command line, the configuration or the input cannot be used. */
  badInput: 2,
  /** Refused: by a gate, an approval, a policy, a run under way, or because the person did not confirm. */
  refused: 3,
  /** A cluster or GitHub gave no answer, or did not let this person in. */
  unreachable: 4,
  /** Not yet decided: a rollout is under way or paused, a run has not ended, conflicts of files are left. */
  pending: 5,
  /** Nothing was found that could be deployed. */
  nothing: 6,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const BY_REASON: Readonly<Record<string, ExitCode>> = {
  ...all(EXIT.badInput, "Usage", "UnknownOption", "UnknownApplication", "UnknownEnvironment", "UnknownWorkload"),
  ...all(EXIT.badInput, "ConfigMissing", "ConfigBroken", "ConfigExists", "InputMissing", "KubeconfigNotWritten"),
  ...all(EXIT.badInput, "NoGraph", "SeveralGraphs", "NoSuchGraph", "BrokenGraph"),
  ...all(EXIT.badInput, "Empty", "TooLarge", "BadYaml", "NotAnObject", "BadVersion", "BadImage", "NoSuchContainer"),
  ...all(EXIT.badInput, "KubeconfigInvalid", "ContextUnknown", "NoContexts", "NothingFound", "PortTaken", "UnsafePath"),
  ...all(
    EXIT.badInput,
    "RunNotFound",
    "NoSuchOption",
    "NoWorkloads",
    "WorkloadMissing",
    "WhichWorkloads",
    "RevisionGone",
  ),
  ...all(EXIT.badInput, "Malformed", "FolderMissing", "UnknownPath", "SamePath", "BadTemplate", "BadCatalogue"),
  ...all(EXIT.refused, "NotConfirmed", "EnvironmentBusy", "NothingToDeploy", "NothingToRestore", "NoVerifiedRevision"),
  ...all(
    EXIT.refused,
    "NotWaiting",
    "NotStartedHere",
    "JournalRewritten",
    "RunHeld",
    "NoWayBack",
    "Paused",
    "Conflict",
    "Invalid",
  ),
  ...all(EXIT.refused, "NotWalkable"),
  ...all(EXIT.refused, "NoGuard", "GuardUnreadable", "GuardFull", "RequestGone"),
  ...all(EXIT.refused, "LinkInTheWay", "FileInTheWay", "FolderInTheWay", "NotText", "ReadOnly", "SpelledOtherwise"),
  ...all(EXIT.refused, "PathTwice", "ChangedSince", "Busy"),
  ...all(EXIT.badInput, "NoRepository", "Gone"),
  ...all(EXIT.refused, "EnvironmentGone", "SelfReview", "NotReviewer", "NobodyAsked", "Refused"),
  ...all(EXIT.unreachable, "SignedOut", "NotAllowed", "SamlRequired", "RateLimited", "TimedOut", "BadAnswer"),
  ...all(EXIT.pending, "NoAnswer"),
  ...all(EXIT.badInput, "NotBuildable", "UnwritableName"),
  ...all(EXIT.nothing, "NothingDeployable"),
  ...all(EXIT.unreachable, "Unreachable", "Timeout", "Unauthorized", "CredentialFailed", "Forbidden", "ServerError"),
};

/** The code for something thrown. */
export function exitCodeOf(error: unknown): ExitCode {
  return BY_REASON[reasonOf(error)] ?? EXIT.failed;
}

/** The code for a set of rollouts: unhealthy before pending before well. */
export function exitCodeFor(statuses: readonly RolloutStatus[]): ExitCode {
  return worstOf(statuses.map((status) => BY_STATUS[status]));
}

/** One code for several answers, whatever their order: what nobody could look at comes before what was seen. */
export function worstOf(codes: readonly ExitCode[]): ExitCode {
  return WORST_FIRST.find((code) => codes.includes(code)) ?? EXIT.ok;
}

const WORST_FIRST = [EXIT.unreachable, EXIT.badInput, EXIT.refused, EXIT.failed, EXIT.pending] as const;

/** The code for a run that has ended. */
export function exitCodeAfter(outcome: RunOutcome): ExitCode {
  return BY_OUTCOME[outcome];
}

const BY_STATUS: Readonly<Record<RolloutStatus, ExitCode>> = {
  Current: EXIT.ok,
  InProgress: EXIT.pending,
  Paused: EXIT.pending,
  Partial: EXIT.pending,
  Terminating: EXIT.pending,
  Failed: EXIT.failed,
  ScaledToZero: EXIT.failed,
  Untracked: EXIT.failed,
  Superseded: EXIT.failed,
  Unknown: EXIT.failed,
};

const BY_OUTCOME: Readonly<Record<RunOutcome, ExitCode>> = {
  completed: EXIT.ok,
  "rolled-back": EXIT.failed,
  failed: EXIT.failed,
  aborted: EXIT.failed,
  superseded: EXIT.failed,
  rejected: EXIT.refused,
  blocked: EXIT.refused,
  escalated: EXIT.refused,
};

function all(code: ExitCode, ...reasons: string[]): Record<string, ExitCode> {
  return Object.fromEntries(reasons.map((reason) => [reason, code]));
}
