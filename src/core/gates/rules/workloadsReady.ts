import type { WorkloadRef } from "../../graph/graph.ts";
import type { RolloutVerdict } from "../../rollout/verdict.ts";
import { type Finding, failed, inconclusive, passed } from "../finding.ts";

/** A workload as it stands before anything is changed; no verdict where it does not exist. */
export interface WorkloadFact {
  readonly workload: WorkloadRef;
  readonly verdict: RolloutVerdict | undefined;
}

/**
 * Whether every workload can roll out now. A failed one may: the release may be its repair. What cannot show whether
 * the new version is good (paused, scaled to zero, partitioned, replaced by hand) may not.
 */
export function judgeWorkloadsReady(workloads: readonly WorkloadFact[]): Finding {
  if (workloads.length === 0) return failed("NoWorkloads", "The release names no workload.");
  const findings = workloads.map(judgeOne);
  const worst = findings.find((one) => one.verdict === "fail") ?? findings.find((one) => one.verdict !== "pass");
  if (worst !== undefined) return worst;
  return passed("Ready", findings.map((one) => one.message).join(" "), { workloads: workloads.length });
}

function judgeOne({ workload, verdict }: WorkloadFact): Finding {
  const { name, kind } = workload;
  if (verdict === undefined) return failed("NotFound", `There is no ${kind} ${name} here.`);
  switch (verdict.status) {
    case "Current":
      return passed("Ready", `${name} is ready.`);
    case "Failed":
      return passed("Repairs", `${name} is failed now; this release may repair it. ${verdict.message}`);
    case "InProgress":
      return failed("MidRollout", `${name} is in the middle of a rollout. Wait for its end. ${verdict.message}`);
    case "Paused":
      return failed("Paused", `${name} is paused. Resume it first.`);
    case "ScaledToZero":
      return failed("ScaledToZero", `${name} is scaled to zero, so a new version could not prove itself. Scale it up.`);
    case "Partial":
      return failed("Partitioned", `${name} has a partition, so only a part would change. Set the partition to 0.`);
    case "Untracked":
      return failed("Untracked", `${name} replaces its pods only when they are deleted. Set it to RollingUpdate.`);
    case "Terminating":
      return failed("Terminating", `${name} is being deleted.`);
    case "Superseded":
    case "Unknown":
      return inconclusive("Unknown", `Nothing can be said about ${name}: ${verdict.message}`);
  }
}
