import type { WorkloadRef } from "../../graph/graph.ts";
import { list } from "../../run/words.ts";
import { type Finding, failed, inconclusive, passed } from "../finding.ts";

/** The server's word on whether a workload may be patched; undefined where it gave none. */
export interface PatchFact {
  readonly workload: WorkloadRef;
  readonly allowed: boolean | undefined;
  readonly reason?: string;
}

/** Whether the server lets this person change every workload. */
export function judgeMayPatch(workloads: readonly PatchFact[]): Finding {
  const denied = workloads.filter((one) => one.allowed === false);
  if (denied.length > 0) {
    const reasons = denied.flatMap((one) => (one.reason === undefined || one.reason === "" ? [] : [one.reason]));
    const why = reasons[0] === undefined ? "" : ` The server says: ${reasons[0]}`;
    return failed("Forbidden", `You may not change ${names(denied)}. Ask for the permission to patch.${why}`);
  }
  const open = workloads.filter((one) => one.allowed === undefined);
  if (open.length > 0 || workloads.length === 0) {
    return inconclusive("NoAnswer", `The server did not say whether ${names(open)} may be changed.`);
  }
  return passed("Allowed", `You may change ${names(workloads)}.`);
}

function names(workloads: readonly PatchFact[]): string {
  return list(workloads.map((one) => `${one.workload.kind} ${one.workload.name}`));
}
