import type { RestorePoint, WorkloadRef } from "../../core/graph/graph.ts";
import { sameWorkload } from "../../core/graph/walk.ts";
import type { RunState } from "../../core/run/state.ts";
import type { ReadRun } from "../records/readRuns.ts";
import type { Place } from "./runPlan.ts";

type Told = Pick<ReadRun, "state" | "known">;

/** Revisions of a workload that known runs in this environment proved, the latest first. */
export function verifiedPoints(runs: readonly Told[], place: Place, workload: WorkloadRef): RestorePoint[] {
  return runs
    .flatMap(({ state, known }) => (known && state !== undefined && isAt(state, place) ? [state] : []))
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
