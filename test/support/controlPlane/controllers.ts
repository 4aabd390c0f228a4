import path from "node:path";
import { type RunningProcess, startProcess } from "./processes.ts";

/** The default of 20 requests a second would make a Deployment of hundreds of pods the slowest part of a test. */
const API_RATE = ["--kube-api-qps=1000", "--kube-api-burst=2000"];

export interface ControllerOptions {
  readonly bin: string;
  readonly folder: string;
  /** Signs the scheduler in. */
  readonly kubeconfig: string;
  /** Signs the controller manager in, as the user that clusters have for it. */
  readonly controllersKubeconfig: string;
  readonly ports: { readonly controllerManager: number; readonly scheduler: number };
}

/** The controller manager and the scheduler; they need no readiness of their own, they work when they can. */
export function startControllers(options: ControllerOptions): RunningProcess[] {
  const { ports, folder } = options;
  return [
    start(
      { ...options, kubeconfig: options.controllersKubeconfig },
      "kube-controller-manager",
      ports.controllerManager,
      [
        // Each controller with the name and the rights that it has in a cluster: admission policies tell them by it.
        "--use-service-account-credentials=true",
        `--service-account-private-key-file=${path.join(folder, "service-account.pem")}`,
        // A node on a busy test machine may be slow to report; none is ever meant to be lost.
        "--node-monitor-grace-period=10m",
      ],
    ),
    start(options, "kube-scheduler", ports.scheduler, []),
  ];
}

function start(options: ControllerOptions, name: string, port: number, args: readonly string[]): RunningProcess {
  return startProcess({
    name,
    command: path.join(options.bin, name),
    args: [
      `--kubeconfig=${options.kubeconfig}`,
      "--leader-elect=false",
      "--bind-address=127.0.0.1",
      `--secure-port=${port}`,
      `--cert-dir=${path.join(options.folder, name)}`,
      "--profiling=false",
      ...API_RATE,
      ...args,
    ],
    logFile: path.join(options.folder, `${name}.log`),
  });
}
