import { Fault, reasonOf } from "../base/result.ts";
import type { ClusterReason } from "../core/rollout/cluster.ts";

/** Refusals that the same call would meet again. Everything else may pass, and of a write nobody knows whether it arrived. */
const FINAL: readonly string[] = ["Forbidden", "NotFound", "Invalid"] satisfies readonly ClusterReason[];

/** Whether a fault of the cluster is its last word: the call was refused and nothing was done. */
export function isFinal(error: unknown): boolean {
  return FINAL.includes(reasonOf(error));
}

/** Whether the object was changed by someone else between a read and the write: nothing was done. */
export function isConflict(error: unknown): boolean {
  return reasonOf(error) === ("Conflict" satisfies ClusterReason);
}

/** Whether the cluster's policies refused a change because they know of no approval that covers it. */
export function isUncovered(error: unknown): boolean {
  return error instanceof Fault && error.facts["refusal"] === "NotApproved";
}

/** Whether the cluster's approval policies refused a write, whose code is then the reason and whose sentence the message. */
export function isPolicyRefusal(error: unknown): error is Fault {
  return (
    error instanceof Fault && typeof error.facts["refusal"] === "string" && error.reason === error.facts["refusal"]
  );
}

/** Whether a fault speaks of the cluster rather than of a mistake in this program. */
export function isClusterFault(error: unknown): boolean {
  const reasons: readonly string[] = [
    "Unreachable",
    "Timeout",
    "Unauthorized",
    "CredentialFailed",
    "Forbidden",
    "NotFound",
    "Conflict",
    "Invalid",
    "Gone",
    "Aborted",
    "ServerError",
  ] satisfies readonly ClusterReason[];
  return reasons.includes(reasonOf(error));
}
