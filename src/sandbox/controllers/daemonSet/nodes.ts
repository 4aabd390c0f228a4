import type { KubeObject, Pod, PodTemplate } from "../../../core/rollout/objects.ts";
import { fitsNode, isRepelled, matchesNode, type Node, type NodeAffinity } from "../node/fit.ts";

/** Taints that every daemon pod tolerates, as the DaemonSet controller adds them. */
const DAEMON_TOLERATIONS = [
  { key: "node.kubernetes.io/not-ready", operator: "Exists", effect: "NoExecute" },
  { key: "node.kubernetes.io/unreachable", operator: "Exists", effect: "NoExecute" },
  { key: "node.kubernetes.io/disk-pressure", operator: "Exists", effect: "NoSchedule" },
  { key: "node.kubernetes.io/memory-pressure", operator: "Exists", effect: "NoSchedule" },
  { key: "node.kubernetes.io/pid-pressure", operator: "Exists", effect: "NoSchedule" },
  { key: "node.kubernetes.io/unschedulable", operator: "Exists", effect: "NoSchedule" },
] as const;

/** What makes a pod a daemon pod of one node: bound by affinity, so that the scheduler places it. */
export function daemonSpec(template: PodTemplate, node: string): Record<string, unknown> {
  const tolerations = (template.spec?.["tolerations"] ?? []) as unknown[];
  return {
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchFields: [{ key: "metadata.name", operator: "In", values: [node] }] }],
        },
      },
    },
    tolerations: [...tolerations, ...DAEMON_TOLERATIONS],
  };
}

/** Whether a DaemonSet wants a pod on the node. */
export function wantsNode(template: PodTemplate, node: KubeObject): boolean {
  return fitsNode(samplePod(template, node), node as Node) === undefined;
}

/** Whether a pod that is on the node may stay, though none would be sent there now. */
export function keepsNode(template: PodTemplate, node: KubeObject): boolean {
  const pod = samplePod(template, node);
  return matchesNode(pod, node as Node) && !isRepelled(pod, node as Node, ["NoExecute"]);
}

function samplePod(template: PodTemplate, node: KubeObject): Pod {
  const spec = { ...template.spec, ...daemonSpec(template, node.metadata.name), containers: [] };
  return { metadata: { name: "" }, spec };
}

/** The node a daemon pod runs on or is meant for. */
export function targetNode(pod: Pod): string {
  if (pod.spec.nodeName !== undefined) return pod.spec.nodeName;
  const affinity = pod.spec["affinity"] as NodeAffinity | undefined;
  const terms = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  return terms?.[0]?.matchFields?.[0]?.values?.[0] ?? "";
}
