import type { ListWorker } from "./lists.ts";
import type { PanelTab } from "./panel.ts";
import { shown } from "./shown.ts";
import type { Workbench } from "./workbench.ts";

/** Who walks the decision path with a release, and where. */
export interface PathRelease {
  readonly workbench: Workbench;
  readonly panel: PanelTab;
  readonly people: ListWorker;
  /** Who sits at the keyboard from now on. */
  readonly become: (name: string) => Promise<void>;
  readonly environment: string;
  readonly version: string;
  /** Matches the run's row. */
  readonly run: RegExp;
}

/** Asks for the path with a version and walks it along the containers' way, until the approval waits. */
export async function walkToApproval(release: PathRelease): Promise<void> {
  const { workbench, panel, people, environment, version } = release;
  const { palette, sidebar } = workbench;
  await sidebar.view("Environments").choose(new RegExp(`^${environment}`, "u"), "Walk the Decision Path…");
  await palette.pick("Deploy a version");
  const workloads = palette.box.getByPlaceholder("Workloads to deploy to");
  const versions = palette.box.getByPlaceholder(/Image tag or digest/u);
  await shown(workloads.or(versions));
  if (await workloads.isVisible()) await palette.box.getByRole("button", { name: "OK" }).click();
  await shown(versions);
  await palette.type(version);
  await palette.pick(version);
  await palette.answer(environment, environment);
  await panel.openFrom(sidebar.view("Runs").row(release.run), `shop → ${environment} ${version}`);
  await people.until(/waits for a decision/u);
  await people.choose("What is deployed?", "Containers", environment);
  await people.until(/waits for approval/u);
  await openApproval(release);
}

/** Two people say yes, one after the other, each with the facts before them. */
export async function twoSayYes(release: PathRelease, names: readonly [string, string]): Promise<void> {
  const { workbench, panel, become } = release;
  const { dialogs } = workbench;
  for (const [given, name] of names.entries()) {
    await shown(panel.status(`waits for approval, ${given} of 2`));
    await become(name);
    await openApproval(release);
    await panel.press("Approve…");
    await shown(dialogs.open.filter({ hasText: `${given} of 2 approvals given` }));
    await dialogs.press("Approve");
  }
  await shown(panel.status(/^(?!waits for approval)/u));
}

function openApproval({ workbench, panel, environment, version }: PathRelease): Promise<void> {
  return panel.openFrom(workbench.sidebar.view("Approvals").row(version), `shop → ${environment} ${version}`);
}

/** Works through what is left, hands over, and sees the version verified. */
export async function walkToCompletion({ people, environment, version }: PathRelease): Promise<void> {
  await people.until(/waits for a decision/u);
  await people.choose("How does it go on?", "Nobody: only this task was asked for", environment);
  await people.until(new RegExp(`${version.replaceAll(".", String.raw`\.`)} verified`, "u"));
}
