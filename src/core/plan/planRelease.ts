import type { Graph } from "../graph/graph.ts";
import { startDraft } from "./before.ts";
import { assemble } from "./draft.ts";
import { END, ends } from "./ends.ts";
import { type ReleasePlan, rollOut } from "./rollOut.ts";

/**
 * The graph of a guarded rolling update: checks, approval, one workload after another, a hold, and the way back.
 * Faults: `NothingToDeploy` without changes, `NoWayBack` where a changed workload has no restore point.
 */
export function planRelease(plan: ReleasePlan): Graph {
  const { application, environment, version } = plan.release;
  const { entry, drafts, rollback, trouble } = rollOut(plan, END.verified);
  const head = {
    id: `deploy-${application}-${environment}`,
    title: `${application} → ${environment} ${version}`,
    start: "start",
  };
  return assemble({ ...head, rollback, trouble }, [startDraft(entry), ...drafts, ...ends("Verified")]);
}
