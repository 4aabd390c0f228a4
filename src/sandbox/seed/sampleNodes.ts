import type { KubeObject } from "../../core/rollout/objects.ts";
import { kubeTime } from "../controllers/time.ts";

const CONDITIONS = [
  ["MemoryPressure", "False", "KubeletHasSufficientMemory", "kubelet has sufficient memory available"],
  ["DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"],
  ["PIDPressure", "False", "KubeletHasSufficientPID", "kubelet has sufficient PID available"],
  ["Ready", "True", "KubeletReady", "kubelet is posting ready status"],
] as const;

const SIZE = { cpu: "8", memory: "32Gi", "ephemeral-storage": "100Gi" };

/** A node as its kubelet registers it. `number` counts from 1; `pods` is how many it takes. */
export function sampleNode(number: number, now: number, pods = 110): KubeObject {
  const name = `node-${number}`;
  const time = kubeTime(now);
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name,
      labels: {
        "kubernetes.io/hostname": name,
        "kubernetes.io/os": "linux",
        "kubernetes.io/arch": "amd64",
        "topology.kubernetes.io/zone": `zone-${"abc"[(number - 1) % 3]}`,
      },
    },
    spec: { podCIDR: `10.244.${number - 1}.0/24` },
    status: {
      addresses: [
        { type: "InternalIP", address: `10.0.0.${10 + number}` },
        { type: "Hostname", address: name },
      ],
      capacity: { ...SIZE, pods: String(pods) },
      allocatable: { ...SIZE, pods: String(pods) },
      conditions: CONDITIONS.map(([type, status, reason, message]) => ({
        type,
        status,
        reason,
        message,
        lastHeartbeatTime: time,
        lastTransitionTime: time,
      })),
      nodeInfo: {
        architecture: "amd64",
        operatingSystem: "linux",
        kubeletVersion: "v1.36.3",
        containerRuntimeVersion: "containerd://2.1.0",
        osImage: "Tidegate sandbox",
        kernelVersion: "6.12.0",
      },
    },
  };
}
