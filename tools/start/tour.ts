import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { deployVersion } from "../../test/workbench/support/deploy.ts";
import type { Theme, Workbench } from "../../test/workbench/support/workbench.ts";
import { filesTour } from "./filesTour.ts";
import { askForProduction, type Stage } from "./openingScene.ts";
import { panelTour } from "./panelTour.ts";
import { PICTURES, scene } from "./scene.ts";
import { slowPods } from "./slowPods.ts";

/** Walks the way of a release in the real workbench and writes the pictures of the documentation. */
export async function tour(): Promise<void> {
  await scene("dark", releaseToProduction);
  await scene("dark", troubledClusters, { prepare: addTroubledClusters });
  await scene("light", (workbench) => rolloutIn(workbench, "light"));
  await scene("high-contrast", (workbench) => rolloutIn(workbench, "high-contrast"));
  await panelTour();
  await filesTour();
  console.log(`The pictures are in ${PICTURES}.`);
}

/** Request, approval, rollout, verified end; then a version that crashes, the question, and the way back. */
async function releaseToProduction(workbench: Workbench, stage: Stage): Promise<void> {
  const { notifications, palette, sidebar } = workbench;
  const view = sidebar.view("Environments");
  const usual = await slowPods(stage.kubeconfig, "shop-production", "web");
  await approveProduction(workbench, stage, "1.9.0", true);
  await midRollout(workbench);
  await workbench.picture("rollout-dark", PICTURES);
  await usual();
  await view.row(/production.*1\.9\.0 · healthy/u).waitFor({ timeout: 180_000 });
  await approveProduction(workbench, stage, "1.9.1-crash", false);
  await view.row(/revision.*1\.9\.1-crash/u).waitFor({ timeout: 60_000 });
  await view.expand(/revision.*1\.9\.1-crash/u);
  await view.row(/CrashLoopBackOff/u).waitFor({ timeout: 60_000 });
  await notifications.toast(/1\.9\.1-crash.*\?/u).waitFor({ timeout: 120_000 });
  await workbench.picture("failed", PICTURES);
  await notifications.press(/1\.9\.1-crash.*\?/u, "Roll back");
  await palette.answer("production", "production");
  await view.row(/production.*rolling back/u).waitFor({ timeout: 60_000 });
  await workbench.picture("rolling-back", PICTURES);
}

/** One environment each that refuses, is gone, and does not know its caller. */
async function addTroubledClusters({ folder, kubeconfig }: Stage): Promise<void> {
  const config = parse(await readFile(kubeconfig, "utf8")) as Kubeconfig;
  const [cluster] = config.clusters;
  config.clusters.push({ name: "edge", cluster: { ...cluster?.cluster, server: "https://127.0.0.1:1" } });
  config.users.push({ name: "stranger", user: { token: "no-longer-valid" } });
  config.contexts.push(
    { name: "edge", context: { cluster: "edge", user: "stranger" } },
    { name: "partner", context: { cluster: cluster?.name ?? "", user: "stranger" } },
  );
  await writeFile(kubeconfig, stringify(config));
  const file = join(folder, "tidegate.yaml");
  const more = ["edge", "partner"].map((name) => `      ${name}:\n        context: ${name}\n        namespace: shop\n`);
  await writeFile(file, `${await readFile(file, "utf8")}${more.join("")}`);
}

interface Kubeconfig {
  readonly clusters: { name: string; cluster: object }[];
  readonly users: { name: string; user: object }[];
  readonly contexts: { name: string; context: { cluster: string; user: string } }[];
}

async function troubledClusters(workbench: Workbench): Promise<void> {
  const view = workbench.sidebar.view("Environments");
  await view.row(/audit.*not allowed/u).waitFor();
  await view.row(/edge.*not reachable/u).waitFor();
  await view.row(/partner.*credentials/u).waitFor();
  await workbench.picture("forbidden", PICTURES);
}

async function rolloutIn(workbench: Workbench, theme: Theme): Promise<void> {
  await deployVersion(workbench, "staging", "1.9.1-slow");
  const view = workbench.sidebar.view("Environments");
  await view.row(/^web.*of 3 updated/u).waitFor();
  await view.expand(/^web/u);
  await view.row(/^web-/u).waitFor();
  await workbench.picture(`rollout-${theme}`, PICTURES);
}

async function approveProduction(
  workbench: Workbench,
  stage: Stage,
  version: string,
  pictures: boolean,
): Promise<void> {
  const { notifications, dialogs, page } = workbench;
  await askForProduction(stage, version);
  const asking = `shop → production ${version} waits for approval`;
  await notifications.toast(asking).waitFor();
  if (pictures) await workbench.picture("approval", PICTURES);
  await notifications.press(asking, "Review");
  await page.locator(".monaco-editor, iframe.webview").first().waitFor();
  await workbench.sidebar.view("Approvals").choose(version, "Approve…");
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
