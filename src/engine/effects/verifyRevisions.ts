import type { RestorePoint, WorkloadRef } from "../../core/graph/graph.ts";
import { nodeOf, sameWorkload } from "../../core/graph/walk.ts";
import type { RunEvent } from "../../core/run/event.ts";
import type { Intent, RunState } from "../../core/run/state.ts";
import { pointOf } from "../change/history.ts";
import { type Changeable, readWorkload } from "../change/workloads.ts";
import { isFinal } from "../faults.ts";
import type { RunPorts } from "../runPorts.ts";
import { reasonOf } from "../../base/result.ts";

/** Says of each workload which revision proved itself, so that a later run can come back to it. */
export async function verifyRevisions(
  ports: RunPorts,
  state: RunState,
  workloads: readonly WorkloadRef[],
): Promise<RunEvent[]> {
  const events = workloads.map(async (workload): Promise<RunEvent> => {
    const revision = await verified(ports, state, workload);
    return { type: "revision-verified", workload, revision };
  });
  return Promise.all(events);
}

/** What this run wrote and watched; the cluster adds the number. What someone wrote since then is not verified. */
async function verified(ports: RunPorts, state: RunState, workload: WorkloadRef): Promise<RestorePoint> {
  const written = state.intents.findLast((one) => sameWorkload(one.workload, workload) && writesTemplate(state, one));
  const read = await readIfThere(ports, state, workload);
  const found = read === undefined ? undefined : pointOf(read);
  if (found !== undefined && (written === undefined || found.templateHash === written.after)) return found;
  const own = state.release.changes.filter((change) => sameWorkload(change.workload, workload));
  const images = Object.fromEntries(own.map((change) => [change.container, change.to]));
  return { revision: "unknown", templateHash: written?.after ?? "", images };
}

/** A scaling leaves the template as it was. */
function writesTemplate({ graph }: RunState, intent: Intent): boolean {
  const node = nodeOf(graph, intent.node);
  return node?.kind !== "action" || node.action.type !== "scale";
}

async function readIfThere(ports: RunPorts, state: RunState, workload: WorkloadRef): Promise<Changeable | undefined> {
  try {
    return await readWorkload(ports.cluster, state.release.namespace, workload);
  } catch (error) {
    if (isFinal(error) || reasonOf(error) === "WorkloadMissing") return undefined;
    throw error;
  }
}
