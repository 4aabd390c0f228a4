import { rm } from "node:fs/promises";
import path from "node:path";
import { buildImages } from "../../../../tools/controlplane/images.ts";
import { ensureNodePackages } from "../../../../tools/controlplane/nodePackages.ts";
import type { Connection } from "../connection.ts";
import { writeKubeconfig } from "../kubeconfig.ts";
import { kubectl } from "../kubectl.ts";
import { NODE_LABEL } from "../nodes.ts";
import { freePorts } from "../ports.ts";
import { type RunningProcess, startProcess, waitReady } from "../processes.ts";
import { makeTemporaryFolder } from "../temporaryFolder.ts";
import { removeCgroups } from "./cgroups.ts";
import { type NodeFiles, runningContainers, writeConfiguration } from "./configuration.ts";
import { createNetwork, type NodeNetwork, removeNetwork } from "./network.ts";
import { NODE_SCRIPT } from "./nodeScript.ts";

/** A kubelet with containerd on this machine, as a node of a running control plane. */
export interface RealNode {
  readonly name: string;
  /** Where its kubelet answers, on a bridge of its own; pods are reached on their addresses in the same network. */
  readonly address: string;
  /** The bridge. */
  readonly bridge: string;
  /** Where all its files lie. */
  readonly folder: string;
  /** Ends all it runs and removes every trace: processes, mounts, cgroups, the bridge, files, the Node object. */
  stop(): Promise<void>;
}

const NAME = "real-0";
const NAMESPACES = ["--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "--"];

/** Starts the node and returns once it is Ready. Throws a sentence where this machine cannot carry one. */
export async function startRealNode(connection: Connection): Promise<RealNode> {
  ensureNodePackages();
  const images = await buildImages();
  const folder = await makeTemporaryFolder("node", async (abandoned) =>
    removeCgroups(await runningContainers(abandoned)),
  );
  const network = await createNetwork();
  const [port = 0] = await freePorts(1);
  const files = await writeConfiguration(folder, network, port);
  const kubeconfig = path.join(folder, "kubeconfig");
  await writeKubeconfig(connection, kubeconfig, { contexts: ["admin"] });
  const node = startNode(files, images, kubeletCommand(connection.bin, files, kubeconfig, network));
  const stop = (): Promise<void> => stopNode(connection, node, files, network);
  await waitReady(node, () => isReady(connection)).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { name: NAME, address: network.address, bridge: network.bridge, folder, stop };
}

/** In namespaces of its own, so that its end is the end of everything in it. */
function startNode(files: NodeFiles, images: string, kubelet: readonly string[]): RunningProcess {
  const first = ["bash", "-c", NODE_SCRIPT, "node"];
  return startProcess({
    name: "the real node",
    command: "unshare",
    args: [...NAMESPACES, ...first, files.containerdConfig, files.containerdSocket, images, ...kubelet],
    logFile: path.join(files.folder, "node.log"),
    env: { PATH: `${process.env["PATH"] ?? ""}:/usr/sbin:/sbin` },
  });
}

function kubeletCommand(bin: string, files: NodeFiles, kubeconfig: string, network: NodeNetwork): string[] {
  return [
    path.join(bin, "kubelet"),
    `--config=${files.kubeletConfig}`,
    `--kubeconfig=${kubeconfig}`,
    `--hostname-override=${NAME}`,
    `--node-ip=${network.address}`,
    `--node-labels=${NODE_LABEL}=real`,
    `--root-dir=${files.kubeletRoot}`,
    `--cert-dir=${path.join(files.folder, "kubelet-certificates")}`,
  ];
}

async function stopNode(
  connection: Connection,
  node: RunningProcess,
  files: NodeFiles,
  network: NodeNetwork,
): Promise<void> {
  const containers = await runningContainers(files.folder);
  await node.stop(0);
  await removeCgroups(containers);
  await removeNetwork(network);
  await forget(connection);
  await rm(files.folder, { recursive: true, force: true });
}

/** Takes the node and its pods out of the cluster, where that still answers. */
async function forget(connection: Connection): Promise<void> {
  const options = { timeoutMs: 15_000 };
  const pods = ["delete", "pods", "--all-namespaces", `--field-selector=spec.nodeName=${NAME}`];
  await kubectl(connection, ["delete", "node", NAME, "--ignore-not-found", "--request-timeout=5s"], options);
  await kubectl(connection, [...pods, "--force", "--grace-period=0", "--wait=false", "--request-timeout=5s"], options);
}

async function isReady(connection: Connection): Promise<boolean> {
  const ready = 'jsonpath={.status.conditions[?(@.type=="Ready")].status}';
  return (await kubectl(connection, ["get", "node", NAME, "-o", ready])).stdout === "True";
}
