import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { badFiles } from "./support/badFiles.ts";
import { openFile, problems } from "./support/problems.ts";
import { shown } from "./support/shown.ts";
import { openWorkbench, type Workbench } from "./support/workbench.ts";

describe("findings in the files of a deployment", () => {
  let home: string;
  let folder: string;
  let workbench: Workbench;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "tidegate-findings-"));
    folder = join(home, "shop");
    await mkdir(folder);
    await badFiles(folder);
    // An untrusted folder: nothing of this runs anything.
    const settings = { "security.workspace.trust.startupPrompt": "never" };
    workbench = await openWorkbench({ folder, trust: true, settings });
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await workbench.picture("findings-failed");
  });
  afterAll(async () => {
    await workbench.close();
    await rm(home, { recursive: true, force: true });
  });

  it("stand among the problems once a file is open", async () => {
    const { palette, page } = workbench;
    await openFile(workbench, "Dockerfile");
    await palette.run("View: Focus Problems");
    await shown(problems(page).filter({ hasText: "dockerfile/copy-not-add" }));
    await openFile(workbench, "ci.yml");
    await shown(problems(page).filter({ hasText: "pipeline/time-limit" }).first());
  });

  it("explain their rule and its source in a hover", async () => {
    const { page, palette } = workbench;
    await openFile(workbench, "Dockerfile");
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("ArrowDown");
    await palette.run("Show or Focus Hover");
    const hover = page.locator(".monaco-hover:visible").filter({ hasText: "Copy local files with COPY" });
    await shown(hover.first());
    expect(
      await hover.first().locator("a[href*='docs.docker.com'], a[data-href*='docs.docker.com']").count(),
    ).toBeGreaterThan(0);
    await workbench.picture("findings-hover");
    await page.keyboard.press("Escape");
  });

  it("follow what is typed, and what is undone", async () => {
    const { page } = workbench;
    const row = problems(page).filter({ hasText: "dockerfile/exec-form" });
    await shown(row);
    await openFile(workbench, "Dockerfile");
    await page.keyboard.press("Control+End");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Home");
    await page.keyboard.type("#");
    await row.waitFor({ state: "detached" });
    await page.keyboard.press("Control+Z");
    await shown(row);
  });

  it("are mended by keyboard, and are gone", async () => {
    const { page } = workbench;
    const row = problems(page).filter({ hasText: "dockerfile/copy-not-add" });
    await shown(row);
    await openFile(workbench, "Dockerfile");
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Control+.");
    const menu = page.locator(".action-widget");
    await shown(menu.getByText("Fix all Tidegate problems in this file"));
    await workbench.picture("findings-fixes");
    await page.keyboard.press("Enter");
    await row.waitFor({ state: "detached" });
    await page.keyboard.press("Control+S");
    await expect.poll(() => readFile(join(folder, "Dockerfile"), "utf8")).toContain("\nCOPY app.js /app/app.js\n");
  });
});
