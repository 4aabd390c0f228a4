import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import type { Connection } from "../../test/support/controlPlane/connection.ts";
import { startControlPlane } from "../../test/support/controlPlane/controlPlane.ts";
import { mustKubectl } from "../../test/support/controlPlane/kubectl.ts";
import type { Bench, Measured } from "./figure.ts";
import type { HostRequest, HostFigures } from "./largeClusterHost.ts";
import { fillCluster, NAMESPACES, PODS } from "./largeClusterObjects.ts";
import { packExtension } from "./release.ts";

const RUNS = 5;
const GET_MS = 300_000;
const KINDS = "deployments,statefulsets,daemonsets,jobs,replicasets,controllerrevisions,pods";
const HOST = fileURLToPath(new URL("largeClusterHost.ts", import.meta.url));

/** How the tree copes with 10,000 pods of a real control plane, beside kubectl reading the same. */
export const largeClusterBench: Bench = {
  name: "large-cluster",
  async run() {
    packExtension();
    const controlPlane = await startControlPlane();
    const home = await mkdtemp(join(tmpdir(), "tidegate-bench-"));
    try {
      const kubeconfig = join(home, "kubeconfig");
      await controlPlane.kubeconfig(kubeconfig, { contexts: ["admin"] });
      await fillCluster(controlPlane.connection);
      return measuredOf(await samples(controlPlane.connection, kubeconfig));
    } finally {
      await controlPlane.stop();
      await rm(home, { recursive: true, force: true });
    }
  },
};

interface Sample extends HostFigures {
  readonly kubectlMs: number;
}

/** Taken in turns, so that all meet the same machine; the first round only warms the API server up. */
async function samples(connection: Connection, kubeconfig: string): Promise<readonly Sample[]> {
  const taken: Sample[] = [];
  for (let run = 0; run <= RUNS; run += 1) {
    const kubectlMs = await get(connection);
    const host = await readTree({ kubeconfig, context: "admin", namespaces: NAMESPACES, pods: PODS });
    console.error(`  kubectl ${Math.round(kubectlMs)} ms; ${JSON.stringify(host)}`);
    if (run > 0) taken.push({ ...host, kubectlMs });
  }
  return taken;
}

/** As a table, which the server makes and is much shorter; all objects as JSON take kubectl three times as long. */
async function get(connection: Connection): Promise<number> {
  const from = performance.now();
  await mustKubectl(connection, ["get", KINDS, "-A", "--chunk-size=500"], { timeoutMs: GET_MS });
  return performance.now() - from;
}

/** A process of its own each time: what it grows by is the tree and nothing else. */
async function readTree(request: HostRequest): Promise<HostFigures> {
  const { stdout } = await execa("node", ["--expose-gc", HOST, JSON.stringify(request)], { timeout: GET_MS });
  return JSON.parse(stdout) as HostFigures;
}

function measuredOf(all: readonly Sample[]): readonly Measured[] {
  const of = (member: keyof Sample): number[] => all.map((sample) => sample[member]);
  return [
    {
      name: "first full tree of 10,000 pods",
      unit: "ms",
      samples: of("treeMs"),
      reference: { name: "kubectl get --chunk-size=500", samples: of("kubectlMs") },
      goal: { of: "ratio", limit: 1.5 },
    },
    {
      name: "memory grown by 10,000 pods",
      unit: "MB",
      samples: of("grownMb"),
      reference: { name: "before the first connection", samples: of("beforeMb") },
      goal: { of: "median", limit: 150 },
    },
    {
      name: "CPU while 10,000 pods are watched and nothing happens",
      unit: "%",
      samples: of("idlePercent"),
      reference: { name: "while the tree is read", samples: of("busyPercent") },
      goal: { of: "median", limit: 1 },
    },
  ];
}
