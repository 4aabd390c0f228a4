import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { listWorker } from "../../test/workbench/support/lists.ts";
import { type PanelTab, panelTab } from "../../test/workbench/support/panel.ts";
import type { Theme, Workbench } from "../../test/workbench/support/workbench.ts";
import { askForProduction, type Stage } from "./openingScene.ts";
import { PICTURES, scene } from "./scene.ts";

const WIDE = { width: 1500, height: 1000 };
const NARROW = { width: 620, height: 1000 };

const SHIPPING = `# How we ship

\`\`\`mermaid
flowchart TB
  asked((asked)) --> build[Build and test]
  build --> staging[Try it in staging<br/>1. Smoke tests pass<br/>2. Somebody looked at it]
  staging --> good{Good enough?}
  good -->|yes| yes{{Two people say yes}}
  good -->|not yet| mend[Mend it]
  mend --> build
  yes --> ship[Ship it]
  ship -->|FAILED| back([Rolled back])
  ship --> done([Shipped])
\`\`\`
`;

/** The run panel: a release that waits for its approval, the decision path, and a graph from a document. */
export async function panelTour(): Promise<void> {
  await scene("dark", approvalInPanel, { size: WIDE });
  for (const theme of ["light", "high-contrast"] as const) {
    await scene(theme, (workbench, stage) => pathInPanel(workbench, stage, theme), { size: WIDE });
  }
  await scene("dark", pathToEscalation, { size: WIDE });
  await scene("light", narrowPanel, { size: NARROW });
  await scene("dark", graphOfDocument, { size: WIDE, prepare: writeDocument });
}

async function approvalInPanel(workbench: Workbench, stage: Stage): Promise<void> {
  const panel = await askAndOpen(workbench, stage);
  await panel.details.getByText("A yes is bound to").waitFor();
  await workbench.picture("panel-approval-dark", PICTURES);
}

async function askAndOpen({ notifications, page, palette, sidebar }: Workbench, stage: Stage): Promise<PanelTab> {
  await askForProduction(stage, "1.9.0");
  await notifications.toast(/waits for approval/u).waitFor();
  const panel = panelTab(page);
  await panel.openFrom(sidebar.view("Approvals").row(/1\.9\.0/u), "shop → production 1.9.0");
  await palette.run("Notifications: Clear All Notifications");
  return panel;
}

async function pathInPanel(workbench: Workbench, _stage: Stage, theme: Theme): Promise<void> {
  const panel = await walkPath(workbench);
  await listWorker(workbench, panel).until(/waits for a decision/u);
  await workbench.palette.run("Notifications: Clear All Notifications");
  await workbench.picture(`path-${theme}`, PICTURES);
}

/** A check that fails, three attempts to mend it, and the call for help. */
async function pathToEscalation(workbench: Workbench): Promise<void> {
  const { palette } = workbench;
  const panel = await walkPath(workbench);
  const people = listWorker(workbench, panel);
  await people.until(/waits for a decision/u);
  await people.choose("What is deployed?", "Delivery pipeline");
  await people.until(/validate production/u);
  await palette.run("Notifications: Clear All Notifications");
  const only = "The expected peak was driven through it";
  const fails = { verdict: "It does not hold", statement: "It broke at 300 requests a second.", only } as const;
  for (const attempt of ["More memory.", "Fewer connections.", "Another region."]) {
    await people.attest({ verdict: "It holds", statement: "Tried it in production.", allBut: only });
    await people.attest(fails);
    await panel.status(/mend what failed/u).waitFor();
    if (attempt === "Fewer connections.") await workbench.picture("path-dark", PICTURES);
    await people.attest({ verdict: "It holds", statement: attempt });
    await panel.status(/validate production/u).waitFor();
  }
  await people.attest({ verdict: "It holds", statement: "Tried it in production.", allBut: only });
  await people.attest(fails);
  await panel.status(/escalated/u).waitFor();
  await workbench.picture("path-escalated", PICTURES);
}

async function walkPath({ page, palette, sidebar }: Workbench): Promise<PanelTab> {
  const panel = panelTab(page);
  await sidebar.view("Environments").choose(/^staging/u, "Walk the Decision Path…");
  await palette.pick("Release nothing");
  await palette.box.getByText("Walk", { exact: true }).waitFor();
  await palette.pick("Walk");
  await panel.openFrom(sidebar.view("Runs").row(/#1 shop → staging/u), "shop → staging");
  await panel.status(/waits for people/u).waitFor();
  await palette.run("Notifications: Clear All Notifications");
  return panel;
}

async function narrowPanel(workbench: Workbench, stage: Stage): Promise<void> {
  const { palette } = workbench;
  await askAndOpen(workbench, stage);
  await palette.run("View: Close Primary Side Bar");
  await panelTab(workbench.page).details.getByText("A yes is bound to").waitFor();
  await workbench.picture("panel-narrow", PICTURES);
}

async function writeDocument({ folder }: Stage): Promise<void> {
  await mkdir(join(folder, "docs"), { recursive: true });
  await writeFile(join(folder, "docs", "shipping.md"), SHIPPING);
}

async function graphOfDocument(workbench: Workbench): Promise<void> {
  const { page, palette } = workbench;
  await page.keyboard.press("Control+P");
  await palette.type("shipping.md");
  await palette.pick("shipping.md");
  await page.locator(".monaco-editor").getByText("How we ship").first().waitFor();
  await palette.run("Tidegate: Show Graph");
  const panel = panelTab(page);
  await panel.heading("How we ship").waitFor();
  await panel.node("staging").waitFor();
  await workbench.picture("graph-document", PICTURES);
}
