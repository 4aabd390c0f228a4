import { pathHead, planPath } from "../../core/plan/planPath.ts";
import type { FileTree } from "../../core/ports/fileTree.ts";
import { decisionPath } from "../../documents/decisionPath/decisionPath.ts";
import { DEPLOYING } from "../../documents/decisionPath/deploying.ts";
import { DEPLOYMENT_TYPE } from "../../documents/decisionPath/deploymentType.ts";
import { proposeType } from "../../documents/decisionPath/proposeType.ts";
import { planOf, readRelease } from "./planDeployment.ts";
import type { Place, PlanPorts, RunPlan } from "./runPlan.ts";
import { typeFiles } from "./typeFiles.ts";
import { withoutRelease } from "./withoutRelease.ts";

/** What planning the decision path reads. */
export interface PathPorts extends PlanPorts {
  /** The files of the workspace, which the proposed type of deployment is made from. */
  readonly files: FileTree;
}

/**
 * Plans a walk of the decision path. With a version, the environment's rollout stands in it and the faults are those of
 * `planDeployment`; without one nothing is released and no cluster is asked. Nothing is changed.
 */
export async function planDecisionPath(ports: PathPorts, place: Place, version: string | undefined): Promise<RunPlan> {
  const path = decisionPath(proposeType(await typeFiles(ports.files)));
  if (version === undefined) return withoutRelease(place, (release) => ({ ...path, ...pathHead(path, release) }));
  const plan = await readRelease(ports, place, version);
  return planOf(ports, plan, (parts) => planPath({ ...parts, path, decision: DEPLOYMENT_TYPE, places: DEPLOYING }));
}
