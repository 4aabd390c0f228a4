import { Fault } from "../../base/result.ts";
import type { Action, WorkloadRef } from "../../core/graph/graph.ts";
import { sameWorkload } from "../../core/graph/walk.ts";
import { templateHash } from "../../core/rollout/template.ts";
import type { Release, Subject } from "../../core/run/release.ts";
import type { Changeable } from "./workloads.ts";

/** The workload that is planned for, so that it is known again. */
export function subjectOf(workload: WorkloadRef, { metadata, spec }: Changeable): Subject {
  return { workload, uid: metadata.uid ?? "", templateHash: templateHash(spec.template) };
}

/**
 * Refuses an object that has the planned one's name and is another: `OtherWorkload`. Asked before every write, on the
 * way back too.
 */
export function refuseOther(release: Release, { name, kind }: WorkloadRef, read: Changeable): void {
  const subject = subjectIn(release, { name, kind });
  if (subject === undefined || subject.uid === read.metadata.uid) return;
  const why = `it was made anew, or the context ${release.context} leads to another cluster now`;
  throw new Fault("OtherWorkload", `${name} is not the workload this run was planned for: ${why}. Start a new run.`);
}

/**
 * Refuses a template that is no longer the one the plan began from: `ChangedByOthers`. An approval is checked against
 * the whole plan when it is used, which is at the first workload; this holds for those that follow.
 */
export function refuseChanged(release: Release, action: Action, read: Changeable): void {
  const subject = subjectIn(release, action.workload);
  if (action.type === "restore" || subject === undefined) return;
  if (subject.templateHash === templateHash(read.spec.template)) return;
  const message = `${action.workload.name} was changed by someone else since the run was planned. Look at its history.`;
  throw new Fault("ChangedByOthers", message);
}

function subjectIn({ subjects }: Release, workload: WorkloadRef): Subject | undefined {
  return subjects?.find((one) => sameWorkload(one.workload, workload));
}
