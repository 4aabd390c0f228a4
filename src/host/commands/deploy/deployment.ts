import type { EnvironmentConfig } from "../../../core/config/config.ts";
import type { Workload } from "../../../core/rollout/objects.ts";
import type { RunPlan } from "../../../engine/request/runPlan.ts";
import type { Environment } from "../chooseEnvironment.ts";

/** What the steps of Deploy Version and of Walk the Decision Path have gathered so far. */
export interface Deployment {
  readonly environment?: Environment;
  /** What is walked, where the command says so; else what the environment says. */
  readonly path?: EnvironmentConfig["path"];
  /** False where the decision path is walked without a release. */
  readonly releases?: boolean;
  readonly workloads?: readonly Workload[];
  readonly version?: string;
  /** The plan whose diff was shown. */
  readonly plan?: RunPlan;
}
