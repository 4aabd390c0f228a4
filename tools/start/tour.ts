import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../bootstrap.mjs";
import { deployVersion } from "../../test/workbench/support/deploy.ts";
import { openWorkbench, type Theme, type Workbench } from "../../test/workbench/support/workbench.ts";
import { embeddedCluster } from "./embeddedCluster.ts";
import { askForProduction, type Stage } from "./openingScene.ts";
import { sampleWorkspace } from "./sampleWorkspace.ts";

const PICTURES = join(root, "docs", "pictures");
const SIZE = { width: 1280, height: 800 };

/** Walks the way of a release in the real workbench and writes the pictures of the documentation. */
export async function tour(): Promise<void> {
  await scene("dark", releaseToProduction);
  await scene("light", (workbench) => rolloutIn(workbench, "light"));
  await scene("high-contrast", (workbench) => rolloutIn(workbench, "high-contrast"));
  console.log(`The pictures are in ${PICTURES}.`);
}

async function scene(theme: Theme, play: (workbench: Workbench, stage: Stage) => Promise<void>): Promise<void> {
  console.error(`The tour in ${theme}…`);
  const home = await mkdtemp(join(tmpdir(), "tidegate-tour-"));
  const cluster = await embeddedCluster(join(home, "kubeconfig"));
  const sample = await sampleWorkspace();
  const stage = { folder: sample.folder, kubeconfig: cluster.kubeconfig };
  const env = { KUBECONFIG: stage.kubeconfig };
  const workbench = await openWorkbench({ folder: stage.folder, theme, env, size: SIZE });
  try {
    await workbench.sidebar.open();
    await workbench.sidebar.widen(460);
    await workbench.sidebar
      .view("Environments")
      .row(/production.*healthy/u)
      .waitFor();
    await play(workbench, stage);
  } finally {
    await workbench.close();
    await cluster.stop();
    await sample.remove();
    await rm(home, { recursive: true, force: true });
  }
}

/** Request, approval, rollout; then a version that crashes, and the way back. */
async function releaseToProduction(workbench: Workbench, stage: Stage): Promise<void> {
  await workbench.picture("forbidden", PICTURES);
  await approveProduction(workbench, stage, true);
  await midRollout(workbench);
  await workbench.picture("rollout-dark", PICTURES);
  await crashInStaging(workbench);
}

async function rolloutIn(workbench: Workbench, theme: Theme): Promise<void> {
  await deployVersion(workbench, "staging", "1.9.1-slow");
  const view = workbench.sidebar.view("Environments");
  await view.row(/staging.*rolling/u).waitFor();
  await view.row(/^web.*of 3 updated/u).waitFor();
  await view.expand(/^web/u);
  await view.row(/^web-/u).waitFor();
  await workbench.picture(`rollout-${theme}`, PICTURES);
}

async function approveProduction(workbench: Workbench, stage: Stage, pictures: boolean): Promise<void> {
  const { notifications, dialogs, page } = workbench;
  await askForProduction(stage);
  const asking = /shop → production 1\.9\.0 waits for approval/u;
  await notifications.toast(asking).waitFor();
  if (pictures) await workbench.picture("approval", PICTURES);
  await notifications.press(asking, "Review");
  await page.locator(".monaco-editor, iframe.webview").first().waitFor();
  await workbench.sidebar.view("Approvals").choose(/1\.9\.0/u, "Approve…");
  await dialogs.open.waitFor();
  if (pictures) await workbench.picture("review", PICTURES);
  await dialogs.press("Approve");
}

async function midRollout(workbench: Workbench): Promise<void> {
  const view = workbench.sidebar.view("Environments");
  await view.row(/production.*1\.8\.2 → 1\.9\.0 · rolling/u).waitFor();
  await view.row(/web.*\d of 6 updated/u).waitFor();
  await view.expand(/^web.*of 6/u);
  await view.expand(/revision.*new/u);
  await view.row(/^web-.*/u).waitFor();
}

async function crashInStaging(workbench: Workbench): Promise<void> {
  await deployVersion(workbench, "staging", "1.9.1-crash");
  const { sidebar } = workbench;
  await sidebar
    .view("Runs")
    .row(/staging.*(restor|rolling back|back to)/iu)
    .waitFor({ timeout: 60_000 });
  await workbench.picture("rolling-back", PICTURES);
}
