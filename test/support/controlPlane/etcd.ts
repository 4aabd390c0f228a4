import path from "node:path";
import { type RunningProcess, startProcess, waitReady } from "./processes.ts";

/** etcd on loopback. Nothing is synced to disk: it need not outlive the test run. */
export async function startEtcd(
  bin: string,
  folder: string,
  ports: { client: number; peer: number },
): Promise<RunningProcess> {
  const client = `http://127.0.0.1:${ports.client}`;
  const peer = `http://127.0.0.1:${ports.peer}`;
  const etcd = startProcess({
    name: "etcd",
    command: path.join(bin, "etcd"),
    args: [
      "--name=etcd",
      `--data-dir=${path.join(folder, "etcd")}`,
      "--unsafe-no-fsync",
      `--listen-client-urls=${client}`,
      `--advertise-client-urls=${client}`,
      `--listen-peer-urls=${peer}`,
      `--initial-advertise-peer-urls=${peer}`,
      `--initial-cluster=etcd=${peer}`,
      "--log-level=error",
    ],
    logFile: path.join(folder, "etcd.log"),
  });
  await waitReady(etcd, async () => (await fetch(`${client}/readyz`)).ok);
  return etcd;
}
