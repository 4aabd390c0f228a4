import type { Connection } from "./connection.ts";
import { applyManifest } from "./kubectl.ts";

/** Pods choose their kind of node by this label: `real` is a kubelet on this machine, `fake` is kwok's. */
export const NODE_LABEL = "tidegate.dev/node";

/** kwok minds the nodes with this annotation and leaves every other alone. */
export const KWOK_SELECTOR = "kwok.x-k8s.io/node=fake";

const HEARTBEAT_MS = 30_000;

/** Adds nodes whose pods kwok plays, numbered from `first`. Pods land on them unless they ask for the real one. */
export async function addFakeNodes(connection: Connection, count: number, first = 0): Promise<void> {
  await applyManifest(
    connection,
    Array.from({ length: count }, (_, index) => fakeNode(`fake-${first + index}`)),
  );
}

function fakeNode(name: string): object {
  const [annotation = "", value = ""] = KWOK_SELECTOR.split("=");
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name,
      annotations: { [annotation]: value },
      labels: {
        [NODE_LABEL]: "fake",
        "kubernetes.io/hostname": name,
        "kubernetes.io/os": "linux",
        "kubernetes.io/arch": "amd64",
      },
    },
  };
}

const NODE_CONDITIONS = `
{{ $now := Now }}
{{ $since := or .metadata.creationTimestamp $now }}
conditions:
{{ range NodeConditions }}
- type: {{ .type | Quote }}
  status: {{ .status | Quote }}
  reason: {{ .reason | Quote }}
  message: {{ .message | Quote }}
  lastHeartbeatTime: {{ $now | Quote }}
  lastTransitionTime: {{ $since | Quote }}
{{ end }}`;

const NODE_STATUS = `${NODE_CONDITIONS}
phase: Running
addresses:
- {type: InternalIP, address: {{ NodeIP | Quote }}}
- {type: Hostname, address: {{ NodeName | Quote }}}
{{ with NodePort }}
daemonEndpoints: {kubeletEndpoint: {Port: {{ . }}}}
{{ end }}
capacity: {cpu: 1k, memory: 1Ti, ephemeral-storage: 1Ti, pods: 1M}
allocatable: {cpu: 1k, memory: 1Ti, ephemeral-storage: 1Ti, pods: 1M}
nodeInfo:
  architecture: amd64
  bootID: ""
  containerRuntimeVersion: kwok
  kernelVersion: kwok
  kubeProxyVersion: ""
  kubeletVersion: kwok-{{ Version }}
  machineID: ""
  operatingSystem: linux
  osImage: ""
  systemUUID: ""`;

/** kwok's stages for nodes: ready at once, and a sign of life at intervals. */
export const NODE_STAGES: readonly object[] = [
  nodeStage("node-ready", "NotIn", {}, NODE_STATUS),
  nodeStage("node-heartbeat", "In", { delay: { durationMilliseconds: HEARTBEAT_MS } }, NODE_CONDITIONS),
];

function nodeStage(name: string, operator: "In" | "NotIn", extra: object, statusTemplate: string): object {
  const ready = { key: '.status.conditions[]? | select(.type == "Ready") | .status', operator, values: ["True"] };
  return {
    apiVersion: "kwok.x-k8s.io/v1alpha1",
    kind: "Stage",
    metadata: { name },
    spec: {
      resourceRef: { apiGroup: "v1", kind: "Node" },
      selector: { matchExpressions: [ready] },
      ...extra,
      next: { statusTemplate },
      ...(operator === "In" && { immediateNextStage: true }),
    },
  };
}
