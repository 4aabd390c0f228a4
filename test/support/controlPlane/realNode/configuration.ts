import { mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { PAUSE_IMAGE } from "../../../../tools/controlplane/images.ts";
import type { NodeNetwork } from "./network.ts";
import { type Snapshotter, snapshotterFor } from "./snapshotter.ts";

const STATE = "containerd-state";

/** Where the parts of a node keep their things; all of it lies in the node's own folder. */
export interface NodeFiles {
  readonly folder: string;
  readonly containerdConfig: string;
  readonly containerdSocket: string;
  readonly kubeletConfig: string;
  readonly kubeletRoot: string;
}

/** Writes the configuration of containerd, of its pod network and of the kubelet. */
export async function writeConfiguration(folder: string, network: NodeNetwork, port: number): Promise<NodeFiles> {
  const files: NodeFiles = {
    folder,
    containerdConfig: path.join(folder, "containerd.toml"),
    containerdSocket: path.join(folder, "containerd.sock"),
    kubeletConfig: path.join(folder, "kubelet.json"),
    kubeletRoot: path.join(folder, "kubelet"),
  };
  await mkdir(path.join(folder, "cni"));
  await writeFile(path.join(folder, "cni/10-tidegate.conflist"), JSON.stringify(podNetwork(folder, network)));
  await writeFile(files.containerdConfig, containerd(files, await snapshotterFor(folder)));
  await writeFile(files.kubeletConfig, JSON.stringify(kubelet(files, network, port)));
  return files;
}

/** The containers that run, or did when the node was killed: containerd keeps a folder for each. */
export function runningContainers(folder: string): Promise<string[]> {
  return readdir(path.join(folder, STATE, "io.containerd.runtime.v2.task/k8s.io")).catch(() => []);
}

function containerd({ folder, containerdSocket }: NodeFiles, snapshotter: Snapshotter): string {
  const cri = 'plugins."io.containerd.grpc.v1.cri"';
  return `version = 2
root = "${folder}/containerd"
state = "${folder}/${STATE}"

[grpc]
address = "${containerdSocket}"

[plugins."io.containerd.internal.v1.opt"]
path = "${folder}/opt"

[${cri}]
sandbox_image = "${PAUSE_IMAGE}"
disable_apparmor = true
restrict_oom_score_adj = true

[${cri}.cni]
bin_dir = "/usr/lib/cni"
conf_dir = "${folder}/cni"

[${cri}.containerd]
snapshotter = "${snapshotter}"

[${cri}.containerd.runtimes.runc]
runtime_type = "io.containerd.runc.v2"
`;
}

/** Pods reach the node and each other, nothing else: they get no default route. */
function podNetwork(folder: string, { bridge, subnet }: NodeNetwork): object {
  const ipam = { type: "host-local", dataDir: path.join(folder, "addresses"), ranges: [[{ subnet }]] };
  return { cniVersion: "0.4.0", name: "tidegate", plugins: [{ type: "bridge", bridge, ipMasq: false, ipam }] };
}

function kubelet({ folder, containerdSocket }: NodeFiles, network: NodeNetwork, port: number): object {
  return {
    apiVersion: "kubelet.config.k8s.io/v1beta1",
    kind: "KubeletConfiguration",
    address: network.address,
    port,
    healthzPort: 0,
    // Only this machine can reach the bridge.
    authentication: { anonymous: { enabled: true }, webhook: { enabled: false } },
    authorization: { mode: "AlwaysAllow" },
    containerRuntimeEndpoint: `unix://${containerdSocket}`,
    registerWithTaints: [{ key: "tidegate.dev/node", value: "real", effect: "NoSchedule" }],
    // It shares the machine: it limits nothing, evicts nothing and leaves the machine's own set-up alone.
    failCgroupV1: false,
    cgroupDriver: "cgroupfs",
    cgroupsPerQOS: false,
    enforceNodeAllocatable: [],
    failSwapOn: false,
    localStorageCapacityIsolation: false,
    makeIPTablesUtilChains: false,
    evictionHard: { "memory.available": "1Mi", "nodefs.available": "0%", "imagefs.available": "0%" },
    imageGCHighThresholdPercent: 100,
    resolvConf: "",
    volumePluginDir: path.join(folder, "volume-plugins"),
    podLogsDir: path.join(folder, "pod-logs"),
    // As quick as tests want it; the default is ten seconds.
    nodeStatusUpdateFrequency: "2s",
  };
}
