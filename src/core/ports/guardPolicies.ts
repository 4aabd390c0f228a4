import type { GuardState } from "../guard/guardState.ts";
import type { PolicyChange } from "../guard/installPlan.ts";
import type { PolicyObject } from "../guard/policyObjects.ts";
import type { UninstallPlan, UninstallWishes } from "../guard/uninstallPlan.ts";

/** The approval policies of one cluster. All calls may reject with a `ClusterReason`. */
export interface GuardPolicies {
  /** What holds now. Asked again whenever it is relied on: a cluster can lose its policies. */
  state(wanted: readonly PolicyObject[], signal?: AbortSignal): Promise<GuardState>;
  /**
   * What installing would do, by the server's dry run. Writes nothing. Rejects with `Conflict` where somebody changed a
   * policy and it is not to be taken over, with `PoliciesNewer` where a newer Tidegate installed them.
   */
  planInstall(wanted: readonly PolicyObject[], options?: InstallOptions): Promise<readonly PolicyChange[]>;
  /** Applies the objects in order; returns when the cluster knows the kind of the guards. Rejects as planning does. */
  install(wanted: readonly PolicyObject[], options?: InstallOptions): Promise<void>;
  /** What undoing would remove. Rejects with `StillPending` where requests wait and `wishes` do not say so. */
  planUninstall(wanted: readonly PolicyObject[], wishes?: UninstallWishes): Promise<UninstallPlan>;
  /** Removes what the plan names, unless it was replaced since. */
  uninstall(plan: UninstallPlan): Promise<void>;
}

export interface InstallOptions {
  /** Takes over what others have changed; without it that is a `Conflict` that names them. */
  readonly force?: boolean;
}
