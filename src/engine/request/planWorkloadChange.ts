import { Fault } from "../../base/result.ts";
import { isInBusinessHours } from "../../core/approvals/businessHours.ts";
import type { WorkloadRef } from "../../core/graph/graph.ts";
import { type Operation, operationRisk, planOperation } from "../../core/plan/planOperation.ts";
import { versionLabel } from "../../core/rollout/image.ts";
import { windowsOf } from "../../core/windows/windowsOf.ts";
import { imagesOf } from "../../core/rollout/template.ts";
import { replicasOf } from "../change/changePatch.ts";
import { serverDiff } from "../change/serverDiff.ts";
import { type Changeable, readWorkload } from "../change/workloads.ts";
import { releaseFor } from "./planDeployment.ts";
import type { Place, PlanPorts, RunPlan } from "./runPlan.ts";

/** What a person wants of a workload that stays at its version. */
export type WorkloadChange =
  | { readonly type: "scale"; readonly to: number }
  /** `at`: when it is asked for, in milliseconds since the epoch. */
  | { readonly type: "restart"; readonly at: number };

/**
 * Plans a scaling or a restart as a run, where production always needs somebody's yes for it or has windows that it
 * begins in; undefined where neither is so. `now` is in milliseconds since the epoch. Nothing is changed. Faults: `WorkloadMissing`, `NothingToDo`, and the
 * cluster's.
 */
export async function planWorkloadChange(
  { cluster }: Pick<PlanPorts, "cluster">,
  place: Place,
  workload: WorkloadRef,
  change: WorkloadChange,
  now: number,
): Promise<RunPlan | undefined> {
  const object = await readWorkload(cluster, place.config.namespace, workload);
  const operation = operationOf(workload, object, change);
  const businessHours = isInBusinessHours(place.config.businessHours, now);
  const plan = { environment: place.config, operation, businessHours };
  const held = place.config.production && windowsOf(place.config.windows) !== undefined;
  if (operationRisk(plan).hazards.length === 0 && !held) return undefined;
  const images = imagesOf(object.spec.template);
  const changes = Object.entries(images).map(([container, from]) => ({ workload, container, from, to: from }));
  const version = [...new Set(Object.values(images).map(versionLabel))].join(", ");
  const release = { ...releaseFor(place, version, changes, [{ workload, object }]), purpose: purposeOf(operation) };
  const graph = planOperation({ ...plan, release });
  const diff = await serverDiff(cluster, release.namespace, graph);
  return { release, graph, rollback: place.config.rollback, diff, restores: [] };
}

function operationOf(workload: WorkloadRef, object: Changeable, change: WorkloadChange): Operation {
  if (change.type === "restart") return { ...change, workload };
  const from = replicasOf(object);
  if (from !== change.to) return { type: "scale", workload, from, to: change.to };
  throw new Fault("NothingToDo", `${workload.name} is at ${from} already.`);
}

function purposeOf(operation: Operation): string {
  const { name } = operation.workload;
  return operation.type === "restart" ? `restart ${name}` : `${name} from ${operation.from} to ${operation.to} pods`;
}
