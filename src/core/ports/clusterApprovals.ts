import type { GuardState } from "../guard/guardState.ts";
import type { GuardStore } from "./guardStore.ts";

/** Approvals as the cluster of a run keeps and enforces them, with the credentials of whoever walks the run. */
export interface ClusterApprovals {
  readonly guards: GuardStore;
  /** Whether the policies hold now; a cluster can lose them at any time. May reject with a `ClusterReason`. */
  policies(signal?: AbortSignal): Promise<GuardState>;
}
