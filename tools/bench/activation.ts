import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openWorkbench, type Workbench } from "../../test/workbench/support/workbench.ts";
import { sampleWorkspace } from "../start/sampleWorkspace.ts";
import type { Bench, Measured } from "./figure.ts";
import { packExtension } from "./release.ts";

const RUNS = 7;
/** What would contact a cluster by itself has done so after this long. Milliseconds. */
const QUIET_MS = 3_000;
const TALL = { width: 1280, height: 2400 };

/**
 * Activation as VS Code itself reports it (loading the code and calling `activate`), beside its own Git extension in
 * the same window; and the connections that a cluster sees while the view is hidden.
 */
export const activationBench: Bench = {
  name: "activation",
  async run() {
    packExtension();
    const cluster = await countingServer();
    const sample = await sampleWorkspace();
    const { folder } = sample;
    const kubeconfig = join(dirname(folder), "kubeconfig");
    await writeFile(kubeconfig, kubeconfigOf(cluster.port));
    const workbench = await openWorkbench({ folder, env: { KUBECONFIG: kubeconfig }, size: TALL });
    try {
      return await measure(workbench, cluster);
    } finally {
      await workbench.close();
      await sample.remove();
      await cluster.close();
    }
  },
};

async function measure(workbench: Workbench, cluster: CountingServer): Promise<readonly Measured[]> {
  const own: number[] = [];
  const git: number[] = [];
  for (let run = 0; run <= RUNS; run += 1) {
    if (run > 0) await workbench.reload();
    const times = await activationTimes(workbench);
    console.error(`  window ${run}: ${times.own} ms, its own Git extension ${times.git} ms`);
    // The first window compiles what later ones find compiled.
    if (run === 0) continue;
    own.push(times.own);
    git.push(times.git);
  }
  await sleep(QUIET_MS);
  const hidden = cluster.connections();
  await workbench.sidebar.open();
  await cluster.contacted;
  const visible = cluster.connections() - hidden;
  return [
    {
      name: "activation as VS Code reports it",
      unit: "ms",
      samples: own,
      reference: { name: "its own Git extension", samples: git },
      goal: { of: "median", limit: 50 },
    },
    {
      name: `cluster connections in ${RUNS + 1} windows, view hidden`,
      unit: "connections",
      samples: [hidden],
      reference: { name: "view opened", samples: [visible] },
      goal: { of: "median", limit: 0 },
    },
  ];
}

/** Milliseconds from the list of running extensions. */
async function activationTimes({ page, palette }: Workbench): Promise<{ own: number; git: number }> {
  await palette.run("Developer: Show Running Extensions");
  const read = async (name: RegExp): Promise<number> => {
    const row = page
      .locator(".runtime-extensions-editor .monaco-list-row")
      .filter({ has: page.locator(".name", { hasText: name }) })
      .filter({ hasText: /Activation: \d+ms/u })
      .first();
    await row.waitFor({ timeout: 60_000 });
    return Number(/Activation: (\d+)ms/u.exec(await row.innerText())?.[1]);
  };
  const times = { own: await read(/^(Tidegate|tidegate\.tidegate)$/u), git: await read(/^(Git|vscode\.git)$/u) };
  // The list stands in a dialog of its own, before everything else.
  await page.keyboard.press("Escape");
  return times;
}

interface CountingServer {
  readonly port: number;
  /** Resolves at the first connection. */
  readonly contacted: Promise<void>;
  connections(): number;
  close(): Promise<void>;
}

/** Stands where a cluster would: counts who comes, and hangs up. */
async function countingServer(): Promise<CountingServer> {
  const { promise: contacted, resolve } = Promise.withResolvers<void>();
  let count = 0;
  const server = createServer((socket) => {
    count += 1;
    socket.destroy();
    resolve();
  });
  await new Promise<void>((listening) => {
    server.listen(0, "127.0.0.1", listening);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const close = (): Promise<void> =>
    new Promise((closed) => {
      server.close(() => closed());
    });
  return { port, contacted, connections: () => count, close };
}

/** The context that the sample workspace names. JSON is YAML. */
function kubeconfigOf(port: number): string {
  const name = "tidegate-sandbox";
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name, cluster: { server: `http://127.0.0.1:${port}` } }],
    users: [{ name, user: { token: "of-nobody" } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
  });
}
