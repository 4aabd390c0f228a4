import type { Disposable } from "../../base/dispose.ts";
import type { Event } from "../../base/event.ts";
import type { ClusterPerson } from "../guard/clusterPerson.ts";
import type { GuardAnswer } from "../guard/edits.ts";
import type { Guard, GuardRequest } from "../guard/guard.ts";
import type { ObservationState } from "../rollout/cluster.ts";

/**
 * Requests and answers where the API server keeps them and judges them, written with the person's own credentials. All
 * calls may reject with a `ClusterReason`, with `NoGuard`, `GuardUnreadable`, `GuardFull` or `RequestGone`, or with the
 * code of the policy that refused: `SelfApproval`, `NotAnApprover`, `Expired` and the like.
 */
export interface GuardStore {
  /** Who the API server takes the person for. */
  whoAmI(signal?: AbortSignal): Promise<ClusterPerson>;
  /** Undefined where the namespace has no guard. */
  read(namespace: string, signal?: AbortSignal): Promise<Guard | undefined>;
  /** A live view of a namespace's guard. */
  watch(namespace: string): WatchedGuard;
  /** Adds the request unless it is there; resolves to the guard with it. */
  ask(namespace: string, request: GuardRequest): Promise<Guard>;
  /** As `ask`, by the server's own dry run: rejects where the request would be refused, and stores nothing. */
  wouldTake(namespace: string, request: GuardRequest): Promise<void>;
  /** Adds the person's answer unless it is there; resolves to the guard with it. */
  answer(namespace: string, answer: GuardAnswer): Promise<Guard>;
  /** Takes the person's own request back. */
  withdraw(namespace: string, request: string): Promise<Guard>;
}

export interface WatchedGuard extends Disposable {
  /** Undefined while there is none, or while it cannot be read. */
  readonly guard: Guard | undefined;
  readonly state: ObservationState;
  readonly onChange: Event<void>;
}
