import type { ApprovalDecision, Binding } from "../approvals/approval.ts";
import type { Evidence } from "../evidence/evidence.ts";
import type { Graph, Outcome, RestorePoint, RunOutcome, WorkloadRef } from "../graph/graph.ts";
import type { RolloutPin, RolloutVerdict } from "../rollout/verdict.ts";
import type { AnsweredRequests } from "./answeredRequests.ts";
import type { RecordedBlock } from "./blocks.ts";
import type { Person, Release } from "./release.ts";
import type { Visits } from "./visits.ts";

/** A run as folded from its journal. Plain data: what the views show and what the walker decides from. */
export interface RunState {
  readonly run: string;
  readonly release: Release;
  readonly requestedBy: Person;
  readonly authors: readonly Person[];
  readonly requestedAt: number;
  readonly graph: Graph;
  readonly rollback: "automatic" | "ask";
  /** The server-side diff as it was when the run was asked for, hashed. */
  readonly manifestHash: string;
  readonly nonce: string;
  /** How many runner processes have taken the run up so far. */
  readonly generation: number;
  /** What the cluster's server said to each runner that it is, by its version; undefined where it did not answer. */
  readonly servers: readonly (string | undefined)[];
  /** The node the run is at, or the one it has just left; undefined before the first and once the run has ended. */
  readonly node: string | undefined;
  readonly enteredAt: number;
  /** How the current node ended; undefined while the run is at it. */
  readonly left: Outcome | undefined;
  readonly visits: Visits;
  /** Nodes left, in order, with how they ended: the path taken. */
  readonly path: readonly Step[];
  readonly evidence: readonly RecordedEvidence[];
  /** What people said of checks, the newest word on each; a measured failure of the check ends it. */
  readonly words: readonly RecordedEvidence[];
  /** Gates of quality that did not open, and what was written down of them. */
  readonly blocks: readonly RecordedBlock[];
  /** How often the checks of the current visit were to be measured again. */
  readonly rechecks: number;
  /** What was tried to mend failures, in order. */
  readonly attempts: readonly Attempt[];
  /** The request that waits at the current node. */
  readonly approval: PendingApproval | undefined;
  /** The approval that was given last, until an action has used it or it was voided. */
  readonly granted: (PendingApproval & { readonly grantedAt: number }) | undefined;
  /** The last request at each approval node, as it stood when the node was left: who answered, for whoever looks later. */
  readonly asked: readonly PendingApproval[];
  /** The last check of `granted` before its use. */
  readonly checked: ApprovalCheck | undefined;
  readonly question: { readonly node: string; readonly question: string } | undefined;
  /** The option chosen at the current decision node. */
  readonly chosen: { readonly option: Outcome; readonly by: Person } | undefined;
  readonly holdEndsAt: number | undefined;
  readonly paused: boolean;
  /** What a person asked for and the walk has not yet followed. */
  readonly intervention: { readonly kind: "abort" | "rollback"; readonly by: Person } | undefined;
  readonly intents: readonly Intent[];
  /** Why the action at the current node could not be done. */
  readonly failure: { readonly reason: string; readonly message: string } | undefined;
  readonly pins: readonly { readonly workload: WorkloadRef; readonly pin: RolloutPin; readonly node: string }[];
  /** The last verdict on each workload. */
  readonly rollouts: readonly ObservedRollout[];
  /** The last failure seen before the way back: what a rollback was for. */
  readonly failedRollout: ObservedRollout | undefined;
  /** How many `rollout-observed` events there were; gives each its own id. */
  readonly observations: number;
  readonly verified: readonly { readonly workload: WorkloadRef; readonly revision: RestorePoint }[];
  readonly ended: { readonly outcome: RunOutcome; readonly message: string; readonly at: number } | undefined;
  readonly answeredRequests: AnsweredRequests;
  readonly lastEventAt: number;
  /** Times in which no runner watched: from the last event of one to the start of the next. */
  readonly unprotected: readonly Gap[];
}

export interface Step {
  readonly node: string;
  readonly visit: number;
  readonly outcome: Outcome;
  readonly message: string;
  readonly enteredAt: number;
  readonly leftAt: number;
}

/** Milliseconds since the epoch. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

export interface RecordedEvidence {
  readonly node: string;
  readonly visit: number;
  readonly evidence: Evidence;
}

/** One attempt to mend what a check node found. */
export interface Attempt {
  /** The node it was made at, and that node's visit. */
  readonly node: string;
  readonly visit: number;
  readonly by: Person;
  readonly statement: string;
  /** Ids of the checks that had failed before it. */
  readonly failures: readonly string[];
}

export interface PendingApproval {
  readonly node: string;
  readonly binding: Binding;
  readonly requestedAt: number;
  readonly expiresAt: number;
  readonly required: number;
  readonly decisions: readonly ApprovalDecision[];
  /** The requester, once they took the request back. */
  readonly withdrawnBy?: Person;
}

/** What the binding of the granted approval would be now; valid only for this node, visit and runner. */
export interface ApprovalCheck {
  readonly node: string;
  readonly visit: number;
  readonly generation: number;
  readonly bindingHash: string;
  /** Why it holds no longer where it is kept. */
  readonly lost?: string;
}

/** A verdict and where it was seen; one from an earlier node, visit or runner says nothing about now. */
export interface ObservedRollout {
  readonly workload: WorkloadRef;
  readonly verdict: RolloutVerdict;
  readonly node: string;
  readonly visit: number;
  readonly generation: number;
  readonly at: number;
  /** When it last became Current after it was seen otherwise in the same visit by the same runner; else undefined. */
  readonly recoveredAt: number | undefined;
}

/** A change that was announced, and what is known of its write. */
export interface Intent {
  readonly node: string;
  readonly visit: number;
  readonly workload: WorkloadRef;
  /** Template hash the write expects to replace. */
  readonly before: string;
  /** Template hash the write leaves. */
  readonly after: string;
  /** The number by which the run held the environment then; absent where nothing was locked. */
  readonly fence?: number;
  readonly status: "intended" | "done" | "failed";
}
