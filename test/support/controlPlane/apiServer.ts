import path from "node:path";
import { type RunningProcess, startProcess, waitReady } from "./processes.ts";

export interface ApiServerOptions {
  readonly bin: string;
  /** Holds `tokens.csv` and `service-account.pem`; receives certificates and the log. */
  readonly folder: string;
  readonly port: number;
  readonly etcdPort: number;
}

/** Where the API server writes its certificate with the authority that signed it. */
export function caFileOf(folder: string): string {
  return path.join(folder, "certificates", "apiserver.crt");
}

/** Starts the API server and returns once `ready` says that it answers. */
export async function startApiServer(
  options: ApiServerOptions,
  ready: () => Promise<boolean>,
): Promise<RunningProcess> {
  const server = startProcess({
    name: "kube-apiserver",
    command: path.join(options.bin, "kube-apiserver"),
    args: apiServerArguments(options),
    logFile: path.join(options.folder, "kube-apiserver.log"),
  });
  await waitReady(server, ready);
  return server;
}

function apiServerArguments({ folder, port, etcdPort }: ApiServerOptions): string[] {
  const key = path.join(folder, "service-account.pem");
  return [
    `--etcd-servers=http://127.0.0.1:${etcdPort}`,
    "--bind-address=127.0.0.1",
    "--advertise-address=127.0.0.1",
    `--secure-port=${port}`,
    `--cert-dir=${path.join(folder, "certificates")}`,
    `--token-auth-file=${path.join(folder, "tokens.csv")}`,
    "--authorization-mode=RBAC",
    "--anonymous-auth=false",
    `--service-account-issuer=https://127.0.0.1:${port}`,
    `--service-account-key-file=${key}`,
    `--service-account-signing-key-file=${key}`,
    "--service-cluster-ip-range=10.96.0.0/16",
    // Pods here carry no service account token: nothing in them talks to the API server.
    "--disable-admission-plugins=ServiceAccount",
    // The `kubernetes` Service would need an address that is not loopback.
    "--endpoint-reconciler-type=none",
    // Nodes are reached where they say they are, never by a name that nothing resolves.
    "--kubelet-preferred-address-types=InternalIP",
    "--profiling=false",
    "--v=1",
  ];
}
