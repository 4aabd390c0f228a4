import { Fault } from "../../base/result.ts";
import type { WorkloadRef } from "../../core/graph/graph.ts";
import type { Cluster } from "../../core/rollout/cluster.ts";
import { KINDS, type ObjectRef } from "../../core/rollout/kinds.ts";
import type { DaemonSet, Deployment, StatefulSet } from "../../core/rollout/objects.ts";

/** The kinds that a run can change: those with a template and a history. */
export type Changeable = Deployment | StatefulSet | DaemonSet;

/** A workload's address in the API. */
export function addressOf(workload: WorkloadRef, namespace: string): ObjectRef {
  return { kind: KINDS[workload.kind], namespace, name: workload.name };
}

/** Reads a workload. Rejects with `WorkloadMissing` where it is not there. The kind is set, which lists leave out. */
export async function readWorkload(cluster: Cluster, namespace: string, workload: WorkloadRef): Promise<Changeable> {
  const found = await cluster.get<Changeable>(addressOf(workload, namespace));
  if (found !== undefined) return withKind(found, workload);
  const where = `namespace ${namespace} of ${cluster.context}`;
  throw new Fault("WorkloadMissing", `There is no ${workload.kind} ${workload.name} in ${where}. Create it first.`);
}

export function withKind<T extends Changeable>(object: T, workload: WorkloadRef): T {
  const { apiVersion, kind } = KINDS[workload.kind];
  return { ...object, apiVersion, kind };
}
