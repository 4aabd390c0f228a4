import type { Workload } from "../../../core/rollout/objects.ts";
import type { RunPlan } from "../../../engine/request/runPlan.ts";
import type { Environment } from "../chooseEnvironment.ts";

/** What the steps of Deploy Version have gathered so far. */
export interface Deployment {
  readonly environment?: Environment;
  readonly workloads?: readonly Workload[];
  readonly version?: string;
  /** The plan whose diff was shown. */
  readonly plan?: RunPlan;
}
