import { Fault } from "../../base/result.ts";
import { bindingFor } from "../../core/approvals/binding.ts";
import type { RunState } from "../../core/run/state.ts";
import type { RunPorts } from "../runPorts.ts";
import { guardRequest } from "./guardRequest.ts";

/** What may be over in a moment tells nothing of the request. */
const PASSING: readonly string[] = ["Unreachable", "Timeout", "Aborted", "ServerError", "Conflict"];
/** Nobody knows yet what the change will be; the API server cannot tell one hash from another. */
const NO_MANIFEST = "0".repeat(64);

/**
 * Why the cluster would not take a request for this run's approval, by the API server's own dry run: whoever walks the
 * run may not ask, the clock is off, the request would last too long. Undefined where it would take it. Rejects where
 * that cannot be found out now.
 */
export async function objectionOfCluster(
  { approvals, clock, nonce }: Pick<RunPorts, "approvals" | "clock" | "nonce">,
  state: RunState,
): Promise<string | undefined> {
  const node = state.graph.nodes.find((one) => one.kind === "approval" && one.policy.store === "cluster");
  if (node?.kind !== "approval") return undefined;
  try {
    const { name: requester } = await approvals.guards.whoAmI();
    const binding = bindingFor(state, node.id, { manifestHash: NO_MANIFEST, nonce: nonce() });
    const asking = { requester, now: clock.now(), validForSeconds: node.policy.expiresAfterSeconds };
    await approvals.guards.wouldTake(state.release.namespace, guardRequest(state, binding, asking));
    return undefined;
  } catch (error) {
    if (!(error instanceof Fault) || PASSING.includes(error.reason)) throw error;
    return error.message;
  }
}
