import type { Binding, ApprovalDecision } from "../approvals/approval.ts";
import type { Evidence } from "../evidence/evidence.ts";
import type { Graph, Outcome, RunOutcome, WorkloadRef } from "../graph/graph.ts";
import type { RolloutPin, RolloutVerdict } from "../rollout/verdict.ts";
import type { Intervention, RestorePoint } from "./event.ts";
import type { Person, Release } from "./release.ts";

/** A run as folded from its journal. Plain data: what the views show and what the walker decides from. */
export interface RunState {
  readonly run: string;
  readonly release: Release;
  readonly requestedBy: Person;
  readonly requestedAt: number;
  readonly graph: Graph;
  readonly rollback: "automatic" | "ask";
  readonly manifestHash: string;
  readonly nonce: string;
  /** How many runner processes have taken the run up so far. */
  readonly generation: number;
  /** The node the run is at; undefined once it has ended. */
  readonly node: string | undefined;
  readonly visits: Readonly<Record<string, number>>;
  /** Nodes left, in order, with how they ended: the path taken. */
  readonly path: readonly Step[];
  readonly evidence: readonly { readonly node: string; readonly evidence: Evidence }[];
  readonly approval: PendingApproval | undefined;
  readonly question: { readonly node: string; readonly question: string } | undefined;
  readonly holdEndsAt: number | undefined;
  readonly paused: boolean;
  readonly intervention: { readonly kind: Intervention; readonly by: Person } | undefined;
  readonly intents: readonly Intent[];
  readonly pins: readonly { readonly workload: WorkloadRef; readonly pin: RolloutPin; readonly node: string }[];
  readonly rollouts: readonly { readonly workload: WorkloadRef; readonly verdict: RolloutVerdict }[];
  readonly verified: readonly { readonly workload: WorkloadRef; readonly revision: RestorePoint }[];
  readonly ended: { readonly outcome: RunOutcome; readonly message: string; readonly at: number } | undefined;
  /** Ids of inbox requests already followed or refused. */
  readonly answeredRequests: readonly string[];
  readonly lastEventAt: number;
}

export interface Step {
  readonly node: string;
  readonly outcome: Outcome;
  readonly message: string;
  readonly enteredAt: number;
  readonly leftAt: number;
}

export interface PendingApproval {
  readonly node: string;
  readonly binding: Binding;
  readonly requestedAt: number;
  readonly expiresAt: number;
  readonly required: number;
  readonly decisions: readonly ApprovalDecision[];
}

/** A change that was announced, and whether its write is known to have happened. */
export interface Intent {
  readonly node: string;
  readonly workload: WorkloadRef;
  readonly before: string;
  readonly after: string;
  readonly restores?: RestorePoint;
  readonly done: boolean;
}
