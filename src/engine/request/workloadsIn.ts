import { Fault } from "../../base/result.ts";
import type { WorkloadRef } from "../../core/graph/graph.ts";
import type { Cluster } from "../../core/rollout/cluster.ts";
import { KINDS } from "../../core/rollout/kinds.ts";
import { type Changeable, readWorkload, withKind } from "../change/workloads.ts";
import type { Place } from "./runPlan.ts";

const CHANGEABLE = ["Deployment", "StatefulSet", "DaemonSet"] as const;

/** A workload by reference and as it is now. */
export interface FoundWorkload {
  readonly workload: WorkloadRef;
  readonly object: Changeable;
}

/** The workloads of an environment that have a template and a history: those named, else all of the namespace. */
export async function workloadsIn(cluster: Cluster, { config, environment }: Place): Promise<readonly FoundWorkload[]> {
  const found = config.workloads === undefined ? await all(cluster, config.namespace) : await named(cluster, config);
  if (found.length > 0) return found;
  const message = `${environment} has no Deployment, StatefulSet or DaemonSet in namespace ${config.namespace}. Apply its manifests first.`;
  throw new Fault("NoWorkloads", message);
}

async function all(cluster: Cluster, namespace: string): Promise<FoundWorkload[]> {
  const lists = CHANGEABLE.map(async (kind) => {
    const objects = await cluster.list<Changeable>(KINDS[kind], { namespace });
    return objects.map((object) => {
      const workload = { kind, name: object.metadata.name };
      return { workload, object: withKind(object, workload) };
    });
  });
  return (await Promise.all(lists)).flat();
}

async function named(cluster: Cluster, config: Place["config"]): Promise<FoundWorkload[]> {
  const workloads = (config.workloads ?? []).flatMap((text) => workloadRef(text) ?? []);
  return Promise.all(
    workloads.map(async (workload) => ({
      workload,
      object: await readWorkload(cluster, config.namespace, workload),
    })),
  );
}

/** `deployment/web` as a reference; undefined for kinds that cannot be rolled back, such as a Job. */
export function workloadRef(text: string): WorkloadRef | undefined {
  const [kindName = "", name = ""] = text.split("/");
  const kind = CHANGEABLE.find((one) => one.toLowerCase() === kindName.toLowerCase());
  return kind === undefined ? undefined : { kind, name };
}
