import type { RestorePoint, WorkloadRef } from "../../core/graph/graph.ts";
import { sameWorkload } from "../../core/graph/walk.ts";
import type { RunState } from "../../core/run/state.ts";
import type { Place } from "./runPlan.ts";

/** Revisions of a workload that runs in this environment proved, the latest first. */
export function verifiedPoints(states: readonly RunState[], place: Place, workload: WorkloadRef): RestorePoint[] {
  return states
    .filter((state) => isAt(state, place))
    .toSorted((a, b) => b.lastEventAt - a.lastEventAt)
    .flatMap((state) => state.verified.filter((one) => sameWorkload(one.workload, workload)))
    .map((one) => one.revision);
}

/** Whether a run is about this environment; one that was moved to another cluster is another. */
export function isAt({ release }: RunState, { application, environment, config }: Place): boolean {
  return (
    release.application === application &&
    release.environment === environment &&
    release.context === config.context &&
    release.namespace === config.namespace
  );
}
