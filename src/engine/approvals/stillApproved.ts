import { messageOf } from "../../base/result.ts";
import { approvalLost } from "../../core/gates/rules/approvalsEnforced.ts";
import { isGenuine } from "../../core/guard/decisionsOf.ts";
import { requestId } from "../../core/guard/requestFor.ts";
import { standingOf } from "../../core/guard/standing.ts";
import { isKeptInCluster } from "../../core/guard/keptInCluster.ts";
import type { RunState } from "../../core/run/state.ts";
import { isClusterFault } from "../faults.ts";
import type { RunPorts } from "../runPorts.ts";

/**
 * Looks at the cluster once more before an approval that it keeps is used: its policies must hold, and the request must
 * stand as approved. A sentence where it does not; undefined where it does, or where the cluster keeps none.
 */
export async function lostInCluster(
  { approvals, clock }: Pick<RunPorts, "approvals" | "clock">,
  { graph, granted, release }: RunState,
): Promise<string | undefined> {
  if (granted === undefined || !isKeptInCluster(graph, granted.node)) return undefined;
  try {
    const policies = await approvals.policies();
    const guard = await approvals.guards.read(release.namespace);
    const request = guard?.requests.find(({ id }) => id === requestId(granted.binding));
    if (guard === undefined || request === undefined || !isGenuine(request)) return approvalLost(policies, undefined);
    return approvalLost(policies, standingOf(guard.spec, request, clock.now()).is);
  } catch (error) {
    if (isClusterFault(error)) throw error;
    return `The approval cannot be read: ${messageOf(error)}`;
  }
}
