import type { RestorePoint, WorkloadRef } from "../../graph/graph.ts";
import { list } from "../../run/words.ts";
import { type Finding, failed, inconclusive, passed } from "../finding.ts";

/** What a changed workload would go back to. */
export interface WayBackFact {
  readonly workload: WorkloadRef;
  /** Undefined where the plan names none. */
  readonly to: RestorePoint | undefined;
  /** The run that proved it here; undefined where none did. */
  readonly provedBy: string | undefined;
  /** Whether the cluster still has it, so that it can be gone back to. */
  readonly kept: boolean;
}

/** Whether every changed workload goes back to what was seen to work. Source: release-gatekeeper.md:97. */
export function judgeWayBack(facts: readonly WayBackFact[]): Finding {
  if (facts.length === 0)
    return inconclusive("NothingChanges", "The run changes no workload, so there is no way back to know.");
  const none = facts.filter(({ to }) => to === undefined);
  if (none.length > 0)
    return failed("NoWayBack", `The plan has no way back for ${names(none)}. Plan the release anew.`);
  const unproved = facts.filter(({ provedBy }) => provedBy === undefined);
  if (unproved.length > 0) {
    const message = `No run has proved what ${names(unproved)} would go back to.`;
    const what = "Restart it by a run: what runs now is then watched and verified.";
    return failed("Unproved", `${message} ${what}`);
  }
  const lost = facts.filter(({ kept }) => !kept);
  if (lost.length > 0) {
    const message = `The cluster no longer has the revision that ${names(lost)} would go back to.`;
    return failed("Lost", `${message} Raise its revisionHistoryLimit, and prove what runs now by a restart.`);
  }
  const told = facts.map(
    ({ workload, to, provedBy }) => `${workload.name} to revision ${to?.revision}, proved by run ${provedBy}`,
  );
  return passed("Proved", `The way back leads ${list(told)}.`, { workloads: facts.length });
}

function names(facts: readonly WayBackFact[]): string {
  return list(facts.map(({ workload }) => workload.name));
}
