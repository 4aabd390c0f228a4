import { digest } from "../../base/hash.ts";
import type { Action, Graph, WorkloadRef } from "../../core/graph/graph.ts";
import { sameWorkload } from "../../core/graph/walk.ts";
import type { Cluster } from "../../core/rollout/cluster.ts";
import type { ImageChange } from "../../core/run/release.ts";
import { changePatch } from "./changePatch.ts";
import { FIELD_MANAGER } from "./marks.ts";
import { addressOf, type Changeable, readWorkload, withKind } from "./workloads.ts";

/** One workload as it is and as the API server says it would be. Without status and bookkeeping. */
export interface WorkloadDiff {
  readonly workload: WorkloadRef;
  readonly before: Manifest;
  readonly after: Manifest;
}

/** What a person wrote of an object, or would have. */
export interface Manifest {
  readonly apiVersion: string | undefined;
  readonly kind: string | undefined;
  readonly metadata: { readonly name: string; readonly namespace: string | undefined; readonly labels: object };
  readonly spec: object;
}

/** A plan as the API server would carry it out, and the hash that an approval is bound to. */
export interface ServerDiff {
  readonly workloads: readonly WorkloadDiff[];
  readonly hash: string;
}

/** Asks the API server to do everything but store the changes of a plan. May reject with a cluster's faults. */
export async function serverDiff(cluster: Cluster, namespace: string, graph: Graph): Promise<ServerDiff> {
  const workloads: WorkloadDiff[] = [];
  for (const action of actionsOf(graph)) workloads.push(await dryRun(cluster, namespace, action));
  const scaled = actionsOf(graph).some((action) => action.type === "scale");
  const hashed = workloads.map(({ workload, ...specs }) => ({ workload, ...(scaled ? specs : withoutScale(specs)) }));
  return { workloads, hash: digest(hashed) };
}

/** The changes a plan sets out to make; those of its way back are not among them. */
function actionsOf(graph: Graph): readonly Action[] {
  return graph.nodes.flatMap((node) => (node.kind === "action" && node.back !== true ? [node.action] : []));
}

async function dryRun(cluster: Cluster, namespace: string, action: Action): Promise<WorkloadDiff> {
  const { workload } = action;
  const before = await readWorkload(cluster, namespace, workload);
  const patch = await changePatch(cluster, before, action, {});
  const options = { dryRun: true, fieldManager: FIELD_MANAGER };
  const after = await cluster.patch<Changeable>(addressOf(workload, namespace), patch, options);
  return { workload, before: manifestOf(before), after: manifestOf(withKind(after, workload)) };
}

/** The workloads of a release, each once, in its order. */
export function workloadsOf(changes: readonly ImageChange[]): readonly WorkloadRef[] {
  return changes
    .map((change) => change.workload)
    .filter((workload, index, all) => all.findIndex((other) => sameWorkload(other, workload)) === index);
}

function manifestOf(object: Changeable): Manifest {
  const { name, namespace, labels = {} } = object.metadata;
  return { apiVersion: object.apiVersion, kind: object.kind, metadata: { name, namespace, labels }, spec: object.spec };
}

/** An autoscaler changes the number of replicas at any time; that is no change of what was approved, unless it is. */
function withoutScale(specs: { before: Manifest; after: Manifest }): object {
  const bare = ({ spec }: Manifest): object => ({ ...spec, replicas: undefined });
  return { before: bare(specs.before), after: bare(specs.after) };
}
