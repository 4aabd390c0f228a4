import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { type RunningProcess, startProcess, waitReady } from "../controlPlane/processes.ts";
import { type Docker, dockerAt } from "./docker.ts";

/** An engine of the tests' own, beside any other on the machine. */
export interface DockerDaemon {
  readonly docker: Docker;
  stop(): Promise<void>;
}

export interface DaemonPlace {
  /** For its socket and logs: a short path, as sockets want it. */
  readonly folder: string;
  /** Images and build cache, which stay. */
  readonly data: string;
  /** `127.0.0.1:port` of the registry that stands for Docker Hub. */
  readonly mirror: string;
  /** The proxy that stands for other registries, and the hosts it does so for. */
  readonly proxy: string;
  readonly hosts: readonly string[];
}

const BRIDGE = "tidegate1";
const BRIDGE_ADDRESS = "10.78.0.1/24";
/** Its containers are ended first. */
const GRACE_MS = 30_000;

/** Starts the engine, and returns when it answers. Needs root. */
export async function startDaemon(place: DaemonPlace): Promise<DockerDaemon> {
  makeBridge();
  const socket = path.join(place.folder, "docker.sock");
  const configuration = path.join(place.folder, "config");
  await mkdir(configuration, { recursive: true });
  await mkdir(place.data, { recursive: true });
  const daemon: RunningProcess = startProcess({
    name: "dockerd",
    command: "/usr/sbin/dockerd",
    args: daemonArguments(place, socket),
    logFile: path.join(place.folder, "dockerd.log"),
    env: { HTTP_PROXY: place.proxy, HTTPS_PROXY: place.proxy, NO_PROXY: "127.0.0.1" },
  });
  const docker = dockerAt(socket, configuration);
  await waitReady(daemon, async () => existsSync(socket) && (await docker(["version"])) !== "", 60_000);
  const stop = async (): Promise<void> => {
    await daemon.stop(GRACE_MS);
    ip("link", "delete", BRIDGE);
  };
  return { docker, stop };
}

function daemonArguments({ folder, data, mirror, hosts }: DaemonPlace, socket: string): string[] {
  return [
    `--host=unix://${socket}`,
    `--data-root=${data}`,
    `--exec-root=${path.join(folder, "exec")}`,
    `--pidfile=${path.join(folder, "docker.pid")}`,
    `--bridge=${BRIDGE}`,
    // The machine's packet filter is left as it is: containers are asked at their own addresses.
    "--iptables=false",
    "--ip-masq=false",
    `--registry-mirror=http://${mirror}`,
    ...hosts.map((host) => `--insecure-registry=${host}`),
    "--log-level=warn",
  ];
}

function makeBridge(): void {
  ip("link", "add", BRIDGE, "type", "bridge");
  ip("address", "add", BRIDGE_ADDRESS, "dev", BRIDGE);
  ip("link", "set", BRIDGE, "up");
}

function ip(...args: readonly string[]): void {
  spawnSync("/usr/sbin/ip", args);
}
