import type { Graph, Outcome, RestorePoint, RunOutcome, WorkloadRef } from "../graph/graph.ts";
import type { Binding, ApprovalDecision } from "../approvals/approval.ts";
import type { Evidence } from "../evidence/evidence.ts";
import type { RolloutVerdict, RolloutPin } from "../rollout/verdict.ts";
import type { BlockRecord } from "./blocks.ts";
import type { Person, Release } from "./release.ts";

/**
 * What happened in a run, in the past tense. A run's state is folded from these and from nothing else.
 * Times are milliseconds since the epoch and stand in the journal entry, not here.
 */
export type RunEvent =
  | {
      readonly type: "run-requested";
      readonly run: string;
      readonly release: Release;
      readonly by: Person;
      /** Who wrote the change that is shipped; like the requester, they do not count as approvers. */
      readonly authors: readonly Person[];
      readonly graph: Graph;
      readonly rollback: "automatic" | "ask";
      readonly manifestHash: string;
      readonly nonce: string;
    }
  /** A runner took the run up; `generation` counts the processes that did, from 1. */
  | {
      readonly type: "runner-started";
      readonly generation: number;
      readonly pid: number;
      /** The version that the cluster's server answered with; absent where it did not answer. */
      readonly server?: string;
    }
  | { readonly type: "node-entered"; readonly node: string; readonly visit: number }
  | { readonly type: "evidence-recorded"; readonly node: string; readonly evidence: Evidence }
  /** A gate of quality did not open, and this was written down of it. */
  | { readonly type: "block-recorded"; readonly node: string; readonly records: readonly BlockRecord[] }
  | {
      readonly type: "approval-requested";
      readonly node: string;
      readonly binding: Binding;
      readonly expiresAt: number;
    }
  | { readonly type: "approval-given"; readonly node: string; readonly decision: ApprovalDecision }
  /** A person took their own answer back, or the requester the whole request. */
  | { readonly type: "approval-withdrawn"; readonly node: string; readonly by: Person; readonly request: string }
  /** A named person settles a check that files and tools cannot tell. Its evidence names them. */
  | {
      readonly type: "check-attested";
      readonly node: string;
      readonly evidence: Evidence;
      readonly request: string;
    }
  /** Somebody asked to measure the checks of the current node again. */
  | { readonly type: "recheck-requested"; readonly node: string; readonly by: Person; readonly request: string }
  /** The approval was about to be used by this action node; `manifestHash` is the server-side diff as it is now. */
  | {
      readonly type: "approval-checked";
      readonly node: string;
      readonly generation: number;
      readonly manifestHash: string;
      /** Why it holds no longer where it is kept, in a sentence; absent where it holds. */
      readonly lost?: string;
    }
  /** A request that was not followed, and why: an answer by the wrong person, a replayed one, one too late. */
  | {
      readonly type: "request-refused";
      readonly request: string;
      readonly reason: string;
      readonly message: string;
      readonly by: Person;
    }
  /** Written before the world is changed. `before` is the template hash the write expects to replace. */
  | {
      readonly type: "action-intended";
      readonly node: string;
      readonly workload: WorkloadRef;
      readonly before: string;
      readonly after: string;
      /** The number by which the run held the environment then; absent where nothing was locked. */
      readonly fence?: number;
    }
  | {
      readonly type: "action-done";
      readonly node: string;
      readonly workload: WorkloadRef;
      readonly pin: RolloutPin;
      readonly changed: boolean;
    }
  /** The change was not made, as far as can be told; the way back reads the world all the same. */
  | {
      readonly type: "action-failed";
      readonly node: string;
      readonly workload: WorkloadRef;
      readonly reason: string;
      readonly message: string;
    }
  /** Written before a pod is deleted that keeps a restored StatefulSet from going back. */
  | {
      readonly type: "pod-removal-intended";
      readonly node: string;
      readonly workload: WorkloadRef;
      readonly pod: string;
      readonly uid: string;
      /** Name of the failed revision the pod is of. */
      readonly revision: string;
    }
  | {
      readonly type: "rollout-observed";
      readonly node: string;
      readonly workload: WorkloadRef;
      readonly verdict: RolloutVerdict;
    }
  | { readonly type: "hold-started"; readonly node: string; readonly endsAt: number }
  | { readonly type: "decision-asked"; readonly node: string; readonly question: string }
  | {
      readonly type: "decision-made";
      readonly node: string;
      readonly option: Outcome;
      readonly by: Person;
      readonly request: string;
    }
  /** Someone asked the run to pause, resume, abort or roll back. */
  | {
      readonly type: "intervention";
      readonly request: string;
      readonly kind: Intervention;
      readonly by: Person;
      readonly reason?: string;
    }
  | { readonly type: "node-left"; readonly node: string; readonly outcome: Outcome; readonly message: string }
  /** This revision of a workload is known to be good: the place a rollback returns to. */
  | { readonly type: "revision-verified"; readonly workload: WorkloadRef; readonly revision: RestorePoint }
  | { readonly type: "run-ended"; readonly outcome: RunOutcome; readonly message: string };

export type Intervention = "pause" | "resume" | "abort" | "rollback";
