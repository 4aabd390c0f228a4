import { execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { badFiles } from "../../test/workbench/support/badFiles.ts";
import { explorer } from "../../test/workbench/support/explorer.ts";
import { openFile, problems } from "../../test/workbench/support/problems.ts";
import { openWorkbench, type Theme, type Workbench } from "../../test/workbench/support/workbench.ts";
import { root } from "../bootstrap.mjs";
import { PICTURES } from "./scene.ts";

const SIZE = { width: 1280, height: 800 };

/** What is found in a file, and how files are written for an application. No cluster takes part. */
export async function filesTour(themes: readonly Theme[] = ["light", "high-contrast"]): Promise<void> {
  for (const theme of themes) {
    await inFolder(theme, badFiles, (workbench) => findings(workbench, theme));
    await inFolder(theme, applicationIn, (workbench, folder) => scaffolding(workbench, folder, theme));
  }
}

async function inFolder(
  theme: Theme,
  prepare: (folder: string) => Promise<void>,
  play: (workbench: Workbench, folder: string) => Promise<void>,
): Promise<void> {
  console.error(`Files in ${theme}…`);
  const home = await mkdtemp(join(tmpdir(), "tidegate-tour-"));
  const folder = join(home, "parcels");
  await mkdir(folder);
  await prepare(folder);
  const workbench = await openWorkbench({ folder, theme, size: SIZE });
  try {
    await play(workbench, folder);
  } finally {
    await workbench.close();
    await rm(home, { recursive: true, force: true });
  }
}

async function applicationIn(folder: string): Promise<void> {
  await cp(join(root, "test", "fixtures", "workspaces", "node-express"), join(folder, "api"), { recursive: true });
  execFileSync("git", ["init", "--quiet"], { cwd: folder });
}

async function findings(workbench: Workbench, theme: Theme): Promise<void> {
  const { page, palette } = workbench;
  await openFile(workbench, "Dockerfile");
  await palette.run("View: Focus Problems");
  await problems(page).filter({ hasText: "dockerfile/copy-not-add" }).waitFor();
  await openFile(workbench, "Dockerfile");
  await restMouse(page);
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowDown");
  // By its keys: the palette would leave the mouse over the editor, which closes the hover again.
  await page.keyboard.press("Control+K");
  await page.keyboard.press("Control+I");
  await page.locator(".monaco-hover:visible").filter({ hasText: "Building best practices" }).first().waitFor();
  await workbench.picture(`findings-${theme}`, PICTURES);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget").getByText("Fix all Tidegate problems in this file").waitFor();
  await workbench.picture(`findings-fix-${theme}`, PICTURES);
}

async function scaffolding(workbench: Workbench, folder: string, theme: Theme): Promise<void> {
  const { page, palette, sidebar, notifications } = workbench;
  const view = sidebar.view("Scaffold");
  const files = explorer(page);
  await files.open();
  await (await files.menu("api")).getByRole("menuitem", { name: "Scaffold…" }).first().hover();
  await workbench.picture(`scaffold-menu-${theme}`, PICTURES);
  await page.keyboard.press("Escape");
  await beginScaffold(workbench);
  await workbench.picture(`scaffold-facts-${theme}`, PICTURES);
  await toPreview(workbench);
  await view.row(/^Dockerfile.*new/u).click();
  await page.locator(".monaco-diff-editor").getByText("EXPOSE").first().waitFor();
  await view
    .row(/\.dockerignore.*new/u)
    .locator(".custom-view-tree-node-item-checkbox")
    .click();
  await view.row(/\.dockerignore.*left out/u).waitFor();
  await restMouse(page);
  await workbench.picture(`scaffold-preview-${theme}`, PICTURES);
  await view.pane.locator('.actions [aria-label^="Write Scaffolded Files"]').click();
  await notifications.toast(/Wrote 1 file/u).waitFor();
  await palette.run("Notifications: Clear All Notifications");
  await openFile(workbench, "Dockerfile");
  const lens = page.locator(".codelens-decoration a", { hasText: "Run as a numeric user" }).first();
  await lens.click();
  await page.locator(".monaco-hover", { hasText: "dockerfile/numeric-user" }).first().waitFor();
  await workbench.picture(`scaffold-rule-${theme}`, PICTURES);
  await conflict(workbench, folder);
  await view.row(/^Dockerfile.*conflict/u).click();
  await page.locator(".monaco-diff-editor").getByText(">>>>>>> generated").first().waitFor();
  await restMouse(page);
  await workbench.picture(`scaffold-conflict-${theme}`, PICTURES);
}

/** What the mouse rests on says so over what is beside it. */
async function restMouse(page: Page): Promise<void> {
  await page.mouse.move(SIZE.width / 2, SIZE.height - 100);
  await page.locator(".workbench-hover:visible").first().waitFor({ state: "detached" });
}

/** A person says one port in the Dockerfile, and another one to the generator. */
async function conflict(workbench: Workbench, folder: string): Promise<void> {
  const file = join(folder, "api", "Dockerfile");
  await writeFile(file, (await readFile(file, "utf8")).replace(/^EXPOSE \d+$/mu, "EXPOSE 4444"));
  await beginScaffold(workbench, "4321");
  await toPreview(workbench);
  await workbench.sidebar
    .view("Scaffold")
    .row(/Dockerfile.*conflict/u)
    .waitFor();
}

/** Opens the question that shows what was found, and says another port where one is given. */
async function beginScaffold({ palette }: Workbench, port?: string): Promise<void> {
  await palette.run("Tidegate: Scaffold…");
  if (port !== undefined) {
    await palette.pick(/Port: 3000/u);
    await palette.answer("3000", port);
    await palette.box.getByText(`Port: ${port}`).waitFor();
  }
  await palette.box.getByText("Go on").waitFor();
}

/** Goes on from there through the questions to the preview of the Dockerfile alone. */
async function toPreview({ page, palette }: Workbench): Promise<void> {
  await palette.pick("Go on");
  await palette.box.getByText("Dockerfile", { exact: true }).waitFor();
  const ticked = palette.box.locator('.monaco-list-row[aria-checked="true"]').filter({ hasNotText: "Dockerfile" });
  while ((await ticked.count()) > 0) await ticked.first().click();
  await page.keyboard.press("Enter");
}
