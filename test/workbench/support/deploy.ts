import { shown } from "./shown.ts";
import type { Workbench } from "./workbench.ts";

/** Walks the steps of Deploy Version for an environment outside production, typing the version. */
export async function deployVersion(workbench: Workbench, environment: string, version: string): Promise<void> {
  const { palette, sidebar } = workbench;
  await sidebar.view("Environments").choose(new RegExp(`^${environment}`, "u"), "Deploy Version…");
  const workloads = palette.box.getByPlaceholder("Workloads to deploy to");
  const versions = palette.box.getByPlaceholder(/Image tag or digest/u);
  await shown(workloads.or(versions));
  if (await workloads.isVisible()) await palette.box.getByRole("button", { name: "OK" }).click();
  await shown(versions);
  await palette.type(version);
  await palette.pick("as typed");
  await palette.pick("Deploy");
}
