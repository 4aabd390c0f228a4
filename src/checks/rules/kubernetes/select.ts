import type { KubeObject } from "../../read/manifests.ts";
import { labelText } from "../../read/workloadIndex.ts";
import { isLasting, replicasOf, type Workload } from "../../read/workloads.ts";
import { listAt, mapAt, numberAt, textAt } from "../../../core/read/value.ts";
import type { Workspace } from "../../workspace.ts";

/** Whether two objects may meet: a manifest without a namespace goes wherever it is applied to. */
export function sameNamespace(one: string, other: string): boolean {
  return one === other || one === "" || other === "";
}

/** Whether a label selector selects these labels; an empty one selects everything. */
export function selects(selector: unknown, labels: Readonly<Record<string, unknown>>): boolean {
  const equal = Object.entries(mapAt(selector, "matchLabels")).every(([key, value]) => labels[key] === value);
  return equal && listAt(selector, "matchExpressions").every((expression) => meets(expression, labels));
}

function meets(expression: unknown, labels: Readonly<Record<string, unknown>>): boolean {
  const key = textAt(expression, "key") ?? "";
  const has = Object.hasOwn(labels, key);
  const listed = has && listAt(expression, "values").includes(labels[key]);
  switch (textAt(expression, "operator") ?? "") {
    case "In":
      return listed;
    case "NotIn":
      return !listed;
    case "Exists":
      return has;
    case "DoesNotExist":
      return !has;
    default:
      return false;
  }
}

/** Workloads that keep running. */
export function lasting(workspace: Workspace): readonly Workload[] {
  return workspace.workloads.filter(isLasting);
}

/** Lasting workloads whose count of pods is somebody's choice: all but DaemonSets. */
export function counted(workspace: Workspace): readonly Workload[] {
  return lasting(workspace).filter((one) => one.kind !== "DaemonSet");
}

/** Objects of a kind, of the API group that Kubernetes or its extension gives it. */
export function ofKind({ index }: Workspace, kind: string, group: string): readonly KubeObject[] {
  return (index.byKind.get(kind) ?? []).filter((one) => one.group === group);
}

/** Workloads whose pods a label selector selects; an empty one selects all of them. */
export function selectedBy(workspace: Workspace, namespace: string, selector: unknown): readonly Workload[] {
  const [label] = Object.entries(mapAt(selector, "matchLabels"));
  const near = label === undefined ? workspace.workloads : (workspace.index.byLabel.get(labelText(...label)) ?? []);
  return near.filter((one) => sameNamespace(namespace, one.object.namespace) && selects(selector, one.podLabels));
}

/** The autoscaler of a workload. */
export function autoscalerOf({ index }: Workspace, { kind, object }: Workload): KubeObject | undefined {
  const scalers = index.autoscalers.get(`${kind}/${object.name}`) ?? [];
  return scalers.find((one) => sameNamespace(one.namespace, object.namespace));
}

/** The fewest pods of a workload: its autoscaler's minimum, or its own count. */
export function fewestPods(workspace: Workspace, workload: Workload): number {
  const scaler = autoscalerOf(workspace, workload);
  if (scaler === undefined) return replicasOf(workload);
  const key = scaler.kind === "ScaledObject" ? "minReplicaCount" : "minReplicas";
  return numberAt(scaler.value, "spec", key) ?? (scaler.kind === "ScaledObject" ? 0 : 1);
}

/** A count of pods that may be written as a share, rounded down as the controllers do for `maxUnavailable`. */
export function podCount(value: unknown, pods: number): number | undefined {
  if (typeof value === "number") return value;
  const share = typeof value === "string" ? /^(\d{1,3})%$/u.exec(value)?.[1] : undefined;
  return share === undefined ? undefined : Math.floor((Number(share) * pods) / 100);
}
