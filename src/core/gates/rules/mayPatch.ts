import type { WorkloadRef } from "../../graph/graph.ts";
import { list } from "../../run/words.ts";
import { type Finding, failed, inconclusive, passed } from "../finding.ts";

/** The server's word on a permission; undefined where it gave none. */
export interface Permitted {
  readonly allowed: boolean | undefined;
  readonly reason?: string;
}

/** Whether a workload may be patched. */
export interface PatchFact extends Permitted {
  readonly workload: WorkloadRef;
  /** Whether its pods may be deleted; asked where it may have to go back, which a StatefulSet's failed pods prevent. */
  readonly pods?: Permitted;
}

/** Whether the server lets this person change every workload, and bring it back where it may have to. */
export function judgeMayPatch(workloads: readonly PatchFact[]): Finding {
  const denied = workloads.filter((one) => one.allowed === false);
  if (denied.length > 0) {
    const message = `You may not change ${names(denied)}. Ask for the permission to patch.${serverSays(denied)}`;
    return failed("Forbidden", message);
  }
  const stuck = workloads.filter((one) => one.pods?.allowed === false);
  if (stuck.length > 0) return failed("NoWayBack", noWayBack(stuck));
  const open = workloads.filter((one) => one.allowed === undefined);
  if (open.length > 0 || workloads.length === 0) {
    return inconclusive("NoAnswer", `The server did not say whether ${names(open)} may be changed.`);
  }
  const unsure = workloads.filter((one) => one.pods !== undefined && one.pods.allowed === undefined);
  if (unsure.length > 0) {
    const message = `The server did not say whether pods of ${names(unsure)} may be deleted, which its way back may need.`;
    return inconclusive("NoAnswer", message);
  }
  return passed("Allowed", `You may change ${names(workloads)}.`);
}

function noWayBack(stuck: readonly PatchFact[]): string {
  const why = `A pod of ${names(stuck)} that fails keeps it from going back until it is deleted, and you may not delete pods.`;
  return `${why} Ask for the permission to delete them.${serverSays(stuck.map((one) => one.pods ?? one))}`;
}

function serverSays(asked: readonly Permitted[]): string {
  const reason = asked.map((one) => one.reason).find((one) => one !== undefined && one !== "");
  return reason === undefined ? "" : ` The server says: ${reason}`;
}

function names(workloads: readonly PatchFact[]): string {
  return list(workloads.map((one) => `${one.workload.kind} ${one.workload.name}`));
}
