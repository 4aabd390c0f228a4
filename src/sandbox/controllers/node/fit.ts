import type { Condition, KubeObject, Pod } from "../../../core/rollout/objects.ts";

export interface Taint {
  key: string;
  value?: string;
  effect: string;
  timeAdded?: string;
}

export interface Node extends KubeObject {
  spec?: { unschedulable?: boolean; taints?: Taint[]; podCIDR?: string };
  status?: {
    conditions?: Condition[];
    capacity?: Record<string, string>;
    allocatable?: Record<string, string>;
    addresses?: { type: string; address: string }[];
    [member: string]: unknown;
  };
}

export interface Toleration {
  key?: string;
  operator?: string;
  value?: string;
  effect?: string;
  tolerationSeconds?: number;
}

const UNSCHEDULABLE: Taint = { key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" };

/** Why the scheduler would not place the pod there, in its own words; undefined where it would. */
export function fitsNode(pod: Pod, node: Node): string | undefined {
  if (node.spec?.unschedulable === true && !isTolerated(pod, UNSCHEDULABLE)) return "node(s) were unschedulable";
  if (isRepelled(pod, node, ["NoSchedule", "NoExecute"])) return "node(s) had untolerated taint(s)";
  return matchesNode(pod, node) ? undefined : "node(s) didn't match Pod's node affinity/selector";
}

/** Whether the node has a taint of one of the effects that the pod does not tolerate. */
export function isRepelled(pod: Pod, node: Node, effects: readonly string[]): boolean {
  return (node.spec?.taints ?? []).some((taint) => effects.includes(taint.effect) && !isTolerated(pod, taint));
}

export function tolerationsOf(pod: Pod): readonly Toleration[] {
  return (pod.spec["tolerations"] ?? []) as readonly Toleration[];
}

export function tolerates(toleration: Toleration, taint: Taint): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) return false;
  if (toleration.key && toleration.key !== taint.key) return false;
  return toleration.operator === "Exists" || (toleration.value ?? "") === (taint.value ?? "");
}

function isTolerated(pod: Pod, taint: Taint): boolean {
  return tolerationsOf(pod).some((toleration) => tolerates(toleration, taint));
}

interface Requirement {
  key: string;
  operator: string;
  values?: string[];
}

export interface NodeAffinity {
  nodeAffinity?: {
    requiredDuringSchedulingIgnoredDuringExecution?: {
      nodeSelectorTerms?: { matchFields?: Requirement[]; matchExpressions?: Requirement[] }[];
    };
  };
}

/** Whether the pod's node selector and required node affinity allow the node. */
export function matchesNode(pod: Pod, node: Node): boolean {
  const labels = node.metadata.labels ?? {};
  const selector = (pod.spec["nodeSelector"] ?? {}) as Record<string, string>;
  if (!Object.entries(selector).every(([key, value]) => labels[key] === value)) return false;
  const affinity = pod.spec["affinity"] as NodeAffinity | undefined;
  const terms = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  if (terms === undefined) return true;
  return terms.some(
    ({ matchFields = [], matchExpressions = [] }) =>
      matchFields.every((field) => meets(field, node.metadata.name)) &&
      matchExpressions.every((expression) => meets(expression, labels[expression.key])),
  );
}

function meets({ operator, values = [] }: Requirement, value: string | undefined): boolean {
  switch (operator) {
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    default:
      return false;
  }
}
