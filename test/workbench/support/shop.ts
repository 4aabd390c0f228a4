import { execa } from "execa";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { SAMPLE_HISTORY_MS, seedWorld } from "../../../src/sandbox/seed/seedWorld.ts";
import { SAMPLE_USER_RULES } from "../../../src/sandbox/seed/sampleUser.ts";
import { PastClock } from "../../../src/sandbox/seed/pastClock.ts";
import { systemClock } from "../../../src/adapters/process/systemClock.ts";
import { type Sandbox, startSandbox } from "../../../src/sandbox.ts";
import { sampleWorkspace } from "../../../tools/start/sampleWorkspace.ts";
import { openWorkbench, type Workbench, type WorkbenchOptions } from "./workbench.ts";

/** The sample shop on an embedded cluster with three weeks of history, open in a workbench. */
export interface Shop {
  readonly workbench: Workbench;
  readonly sandbox: Sandbox;
  readonly folder: string;
  readonly kubeconfig: string;
  /** Who sits at the keyboard from now on, as git knows them. */
  become(name: string): Promise<void>;
  close(): Promise<void>;
}

const SAMPLE_TOKEN = "the-sample-user-of-the-tests";

export interface ShopOptions extends Omit<WorkbenchOptions, "folder" | "env"> {
  /** Changes the kubeconfig before anyone reads it. */
  readonly kubeconfig?: (text: string) => string;
  /** Writes into the workspace before it is opened. */
  readonly prepare?: (folder: string) => Promise<void>;
}

export async function openShop(options: ShopOptions = {}): Promise<Shop> {
  const clock = new PastClock(systemClock, SAMPLE_HISTORY_MS);
  const sandbox = await startSandbox({
    clock,
    seed: ({ store }) => seedWorld(store, clock),
    grants: [{ token: SAMPLE_TOKEN, user: "you", groups: [], rules: SAMPLE_USER_RULES }],
  });
  const sample = await sampleWorkspace();
  const { folder } = sample;
  const kubeconfig = join(dirname(folder), "kubeconfig");
  const text = sandbox.kubeconfig(SAMPLE_TOKEN);
  await writeFile(kubeconfig, options.kubeconfig?.(text) ?? text);
  await options.prepare?.(folder);
  const workbench = await openWorkbench({ ...options, folder, env: { KUBECONFIG: kubeconfig } });
  return {
    workbench,
    sandbox,
    folder,
    kubeconfig,
    async become(name) {
      await execa("git", ["config", "user.name", name], { cwd: folder });
      await execa("git", ["config", "user.email", `${name.toLowerCase()}@shop.example`], { cwd: folder });
    },
    async close() {
      await workbench.close();
      await sandbox.close();
      await sample.remove();
    },
  };
}

/** Changes the sample's `tidegate.yaml` and commits it, so that the gate finds the tree clean. */
export async function editSample(folder: string, change: (text: string) => string): Promise<void> {
  const path = join(folder, "tidegate.yaml");
  await writeFile(path, change(await readFile(path, "utf8")));
  await execa("git", ["commit", "--quiet", "--all", "--message", "Change the environments"], { cwd: folder });
}

/** Watches new pods for seconds instead of minutes, in every environment. */
export function shortHold(folder: string): Promise<void> {
  return editSample(folder, (text) =>
    text.replace("hold: 1m", "hold: 5s").replace("rollback: automatic", "rollback: automatic\n        hold: 5s"),
  );
}
