import { writeFile } from "node:fs/promises";
import path from "node:path";
import { caFileOf } from "./apiServer.ts";
import { KWOK_SELECTOR, NODE_STAGES } from "./nodes.ts";
import { type RunningProcess, startProcess, waitReady } from "./processes.ts";
import { POD_STAGES } from "./stages.ts";

export interface KwokOptions {
  readonly bin: string;
  readonly folder: string;
  readonly kubeconfig: string;
  /** Where it answers as the kubelet of its nodes. */
  readonly port: number;
}

/** What every container on a fake node has "written". */
export const FAKE_LOG_LINES = ["listening on 8080", "GET /healthz 200"] as const;

/** kwok plays the kubelets of the fake nodes: it moves their pods through the stages and serves their logs. */
export async function startKwok(options: KwokOptions): Promise<RunningProcess> {
  const kwok = startProcess({
    name: "kwok",
    command: path.join(options.bin, "kwok"),
    args: [
      `--kubeconfig=${options.kubeconfig}`,
      `--config=${await writeConfiguration(options.folder)}`,
      `--manage-nodes-with-annotation-selector=${KWOK_SELECTOR}`,
      "--cidr=10.244.0.0/16",
      "--node-ip=127.0.0.1",
      `--node-port=${options.port}`,
      `--server-address=127.0.0.1:${options.port}`,
      `--tls-cert-file=${caFileOf(options.folder)}`,
      `--tls-private-key-file=${caFileOf(options.folder).replace(/crt$/u, "key")}`,
      // A lease of an earlier kwok would have to run out before a new one minds its nodes.
      "--node-lease-duration-seconds=0",
    ],
    logFile: path.join(options.folder, "kwok.log"),
  });
  await waitReady(kwok, async () => (await fetch(`http://127.0.0.1:${options.port}/healthz`)).ok);
  return kwok;
}

/** JSON is YAML: one document a stage. */
async function writeConfiguration(folder: string): Promise<string> {
  const logsFile = path.join(folder, "fake-container.log");
  const time = new Date().toISOString();
  await writeFile(logsFile, FAKE_LOG_LINES.map((line) => `${time} stdout F ${line}\n`).join(""));
  const logs = {
    apiVersion: "kwok.x-k8s.io/v1alpha1",
    kind: "ClusterLogs",
    metadata: { name: "all" },
    spec: { logs: [{ logsFile, previousLogsFile: logsFile }] },
  };
  const file = path.join(folder, "kwok.yaml");
  const documents = [...NODE_STAGES, ...POD_STAGES, logs].map((document) => JSON.stringify(document));
  await writeFile(file, documents.join("\n---\n"));
  return file;
}
