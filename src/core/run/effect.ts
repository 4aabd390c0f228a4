import type { Binding } from "../approvals/approval.ts";
import type { Action, CheckSpec, WorkloadRef } from "../graph/graph.ts";
import type { RolloutPin } from "../rollout/verdict.ts";
import type { RunEvent } from "./event.ts";
import type { Intent } from "./state.ts";

/**
 * What a run needs from the world next, as data. The engine performs an effect, appends the events that say what
 * came of it, and asks `next` again after every event. An effect that is asked for again with the same
 * {@link effectKey} is the one under way: it goes on and is not begun anew.
 */
export type Effect =
  /** Facts that follow from the state alone: write them, nothing else. Taking an edge and ending are such facts. */
  | { readonly type: "append"; readonly events: readonly RunEvent[] }
  /** Collect evidence for each of these checks; answer with one `evidence-recorded` each, `inconclusive` in doubt. */
  | {
      readonly type: "evaluate-checks";
      readonly node: string;
      readonly visit: number;
      /** How often it was asked for again in this visit. */
      readonly rechecks: number;
      readonly checks: readonly CheckSpec[];
    }
  /**
   * A gate of quality did not open: write a fix task, an escalation and a failure record where they are not written
   * yet; answer with `block-recorded`, which tells what could not be written as well.
   */
  | { readonly type: "record-blocked"; readonly node: string; readonly visit: number }
  /** Read the server-side diff now, draw a nonce, and answer with `approval-requested` and `bindingFor(...)`. */
  | {
      readonly type: "request-approval";
      readonly node: string;
      readonly visit: number;
      /** Milliseconds since the epoch. */
      readonly expiresAt: number;
    }
  /** The approval is about to be used: read the server-side diff again and answer with `approval-checked`. */
  | {
      readonly type: "recheck-approval";
      /** The action node that wants to use it. */
      readonly node: string;
      readonly visit: number;
      readonly generation: number;
      readonly binding: Binding;
    }
  /**
   * Read the workload, compute its template before and after, change nothing; answer with `action-intended`, or with
   * `action-failed` where the action cannot be done (workload gone, restore point no longer kept).
   */
  | { readonly type: "prepare-action"; readonly node: string; readonly visit: number; readonly action: Action }
  /**
   * Read the workload first. Its template is `intent.after` already: answer with `action-done` (`changed` says whether
   * the annotation `tidegate.dev/run` names this run). It is `intent.before`: write once, with the resource version as
   * precondition, then `action-done`. Anything else: `action-failed`. Where it is not known whether a write arrived,
   * read again; never answer with a guess.
   */
  | {
      readonly type: "perform-action";
      readonly node: string;
      readonly visit: number;
      readonly action: Action;
      readonly intent: Intent;
    }
  /**
   * Watch these workloads and their pods; answer with `rollout-observed` for each at first sight and whenever its
   * verdict changes. Call `next` again at `endsAt` even if nothing was seen. Pods of a failed revision that keep a
   * restored StatefulSet from going back are deleted, each after a `pod-removal-intended`.
   */
  | {
      readonly type: "watch-rollout";
      readonly node: string;
      readonly visit: number;
      readonly generation: number;
      readonly until: "ready" | "elapsed";
      readonly workloads: readonly { readonly workload: WorkloadRef; readonly pin: RolloutPin | undefined }[];
      /** Milliseconds since the epoch. */
      readonly endsAt: number;
    }
  /** The release proved itself: read what runs now and answer with one `revision-verified` for each workload. */
  | { readonly type: "verify-revisions"; readonly node: string; readonly workloads: readonly WorkloadRef[] }
  /** Nothing to do before a request arrives, or before `until` (milliseconds since the epoch) where it is set. */
  | {
      readonly type: "wait";
      readonly node: string;
      readonly reason: "approval" | "decision" | "checks" | "paused";
      readonly until: number | undefined;
    };

/** Tells whether two effects are the same piece of work. */
export function effectKey(effect: Effect): string {
  switch (effect.type) {
    case "append":
      return `append ${effect.events.map((event) => event.type).join(" ")}`;
    case "evaluate-checks":
      return `${effect.type} ${effect.node} ${effect.visit} ${effect.rechecks} ${effect.checks.map((check) => check.id).join(" ")}`;
    case "record-blocked":
    case "request-approval":
    case "prepare-action":
    case "perform-action":
      return `${effect.type} ${effect.node} ${effect.visit}`;
    case "recheck-approval":
      return `${effect.type} ${effect.node} ${effect.visit} ${effect.generation}`;
    case "watch-rollout":
      return `${effect.type} ${effect.node} ${effect.visit} ${effect.generation} ${effect.endsAt}`;
    case "verify-revisions":
      return `${effect.type} ${effect.node} ${effect.workloads.map((one) => `${one.kind}/${one.name}`).join(" ")}`;
    case "wait":
      return `${effect.type} ${effect.node} ${effect.reason}`;
  }
}
