import { execa } from "execa";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, inject, it } from "vitest";
import { endRunners } from "../../tools/start/endRunners.ts";
import { writeKubeconfig } from "../support/controlPlane/kubeconfig.ts";
import { createNamespace, deleteNamespace } from "../support/controlPlane/namespace.ts";
import { rollOut } from "../support/controlPlane/workload.ts";
import { twoSayYes, walkToApproval, walkToCompletion } from "./support/decisionPath.ts";
import { deployVersion } from "./support/deploy.ts";
import { listWorker } from "./support/lists.ts";
import { panelTab } from "./support/panel.ts";
import { shown } from "./support/shown.ts";
import type { View } from "./support/sidebar.ts";
import { openWorkbench, type Workbench } from "./support/workbench.ts";

describe("on a real control plane", () => {
  const connection = inject("controlPlane");
  let home: string;
  let namespace: string;
  let workbench: Workbench;
  let view: View;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "tidegate-real-"));
    namespace = await createNamespace(connection, "shop");
    await rollOut(connection, { namespace, name: "web", image: "shop/web:1.0.0", replicas: 3 });
    await writeKubeconfig(connection, join(home, "kubeconfig"));
    await workspaceWith(join(home, "shop"), tidegateYaml(namespace));
    workbench = await openWorkbench({ folder: join(home, "shop"), env: { KUBECONFIG: join(home, "kubeconfig") } });
    await workbench.sidebar.open();
    view = workbench.sidebar.view("Environments");
  });

  afterAll(async () => {
    await workbench.close();
    await endRunners(join(home, "shop"));
    await rm(home, { recursive: true, force: true });
    await deleteNamespace(connection, namespace);
  });

  it("clusters that hang, are gone or refuse have rows of their own and delay no other", async () => {
    await shown(view.row(/^staging.*1\.0\.0 · healthy/u));
    await shown(view.row(/^gone.*not reachable/u));
    await shown(view.row(/^expired.*credentials were not accepted/u));
    await shown(view.row(/^closed.*not allowed/u));
    await shown(view.row(/^hung.*loading/u));
    await workbench.picture("real-broken-clusters");
  });

  it("a version goes out with narrow rights and ends verified", async () => {
    await deployVersion(workbench, "staging", "1.1.0");
    await shown(
      workbench.sidebar.view("Runs").row(/#1 shop → staging.*completed|#1 shop → staging.*1\.1\.0 verified/u),
    );
    await shown(view.row(/^staging.*1\.1\.0 · healthy/u));
  });

  it("a version whose pods crash goes back by itself", async () => {
    await deployVersion(workbench, "staging", "1.2.0-crash");
    await shown(workbench.sidebar.view("Runs").row(/#2 shop → staging.*rolled back to 1\.1\.0/u));
    await shown(view.row(/^staging.*1\.1\.0 · healthy/u));
  });

  it("the decision path takes a version from its request to its completion", { timeout: 420_000 }, async () => {
    const panel = panelTab(workbench.page);
    const people = listWorker(workbench, panel);
    const what = { environment: "live", version: "1.3.0", run: /#3 shop → live/u };
    const release = { workbench, panel, people, become, ...what };
    await walkToApproval(release);
    await shown(panel.details.getByText(/Mira .*cannot answer it/u));
    await twoSayYes(release, ["Noor", "Ole"]);
    await walkToCompletion(release);
    await workbench.picture("real-path-completed");
    await shown(view.row(/^live \(PROD\).*1\.3\.0 · healthy/u));
  });

  async function become(name: string): Promise<void> {
    const cwd = join(home, "shop");
    await execa("git", ["config", "user.name", name], { cwd });
    await execa("git", ["config", "user.email", `${name.toLowerCase()}@shop.example`], { cwd });
  }
});

/** One environment for each way in which a cluster can treat its caller, and one in which two people must agree. */
function tidegateYaml(namespace: string): string {
  const contexts = { staging: "deployer", closed: "nobody", expired: "expired", gone: "unreachable", hung: "hung" };
  const environments = Object.entries(contexts).map(
    ([name, context]) =>
      `      ${name}: {context: ${context}, namespace: ${namespace}, hold: 5s, rollback: automatic}\n`,
  );
  const live =
    `      live: {context: deployer, namespace: ${namespace}, production: true, hold: 5s, ` +
    `approval: {required: 2}}\n`;
  return `version: 1\napplications:\n  shop:\n    environments:\n${environments.join("")}${live}`;
}

async function workspaceWith(folder: string, text: string): Promise<void> {
  const git = (...args: string[]): Promise<unknown> => execa("git", args, { cwd: folder });
  await execa("git", ["init", "--quiet", folder]);
  await writeFile(join(folder, "tidegate.yaml"), text);
  await git("config", "user.name", "Mira");
  await git("config", "user.email", "mira@shop.example");
  await git("add", "--all");
  await git("commit", "--quiet", "--message", "The shop as it is");
}
