import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { installLinters } from "../../tools/linters/install.ts";
import { openFile, problems } from "./support/problems.ts";
import { shown } from "./support/shown.ts";
import { openWorkbench, type Workbench } from "./support/workbench.ts";

const DOCKERFILE = "FROM node:24.1.0\nCOPY app.js /app/app.js\nRUN cd /app\n";
const WORKFLOW = `name: CI
on: [push]
permissions: {}
jobs:
  test:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    steps:
      - run: echo \${{ github.shaa }}
`;

describe("the linters that a person has", () => {
  let home: string;
  let calls: string;
  let workbench: Workbench;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "tidegate-linters-"));
    calls = join(home, "calls");
    const folder = join(home, "shop");
    await mkdir(join(folder, ".github", "workflows"), { recursive: true });
    await writeFile(join(folder, "Dockerfile"), DOCKERFILE);
    await writeFile(join(folder, ".github", "workflows", "ci.yml"), WORKFLOW);
    await writeFile(calls, "");
    const PATH = [await programs(home, calls), process.env["PATH"] ?? ""].join(delimiter);
    // In a browser VS Code saves by itself; here a file is saved when the test says so.
    const settings = { "security.workspace.trust.startupPrompt": "never", "files.autoSave": "off" };
    workbench = await openWorkbench({ folder, trust: true, settings, env: { PATH } });
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail")
      await workbench.picture(`linters-failed-${task.name.slice(0, 8).replaceAll(" ", "-")}`);
  });
  afterAll(async () => {
    await workbench.close();
    await rm(home, { recursive: true, force: true });
  });

  it("are asked about a saved file once the workspace is trusted, and not before", async () => {
    const { palette, page } = workbench;
    await openFile(workbench, "Dockerfile");
    await palette.run("View: Focus Problems");
    await shown(problems(page).filter({ hasText: "dockerfile/" }).first());
    await saveAgain(workbench, "Dockerfile");
    await trust(workbench);
    await saveAgain(workbench, "Dockerfile");
    await shown(problems(page).filter({ hasText: "DL3003" }));
    expect(await readFile(calls, "utf8")).toBe("hadolint Dockerfile\n");
  });

  it("say what they find beside Tidegate's own rules, each by its name", async () => {
    const { page } = workbench;
    await saveAgain(workbench, "ci.yml");
    await shown(problems(page).filter({ hasText: /actionlint.*expression/u }));
    await workbench.picture("linters-on-save");
  });

  it("take back what was mended when it is saved", async () => {
    const { page } = workbench;
    await openFile(workbench, "Dockerfile");
    const row = problems(page).filter({ hasText: "DL3003" });
    await shown(row);
    await page.keyboard.press("Control+End");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Control+Shift+K");
    await page.keyboard.press("Control+S");
    await row.waitFor({ state: "detached" });
  });
});

/** A folder with two real linters: one by a script that writes down that it was called, the other as it is. */
async function programs(home: string, calls: string): Promise<string> {
  const { hadolint, actionlint } = await installLinters();
  const folder = join(home, "bin");
  await mkdir(folder);
  const script = join(folder, "hadolint");
  await writeFile(
    script,
    `#!/bin/sh\nfor last; do :; done\necho "hadolint $last" >> "${calls}"\nexec "${hadolint}" "$@"\n`,
  );
  await chmod(script, 0o755);
  await symlink(actionlint, join(folder, "actionlint"));
  return folder;
}

/** A comment more: an editor that nothing was changed in is not saved. */
async function saveAgain(workbench: Workbench, name: string): Promise<void> {
  const { page } = workbench;
  await openFile(workbench, name);
  const dirty = page.locator(`.tab.active.dirty[data-resource-name="${name}"]`);
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("# again\n");
  await shown(dirty);
  await page.keyboard.press("Control+S");
  await dirty.waitFor({ state: "detached" });
}

async function trust({ page, palette }: Workbench): Promise<void> {
  await palette.run("Workspaces: Manage Workspace Trust");
  const editor = page.locator(".workspace-trust-editor");
  await editor.getByRole("button", { name: "Trust", exact: true }).first().click();
  await shown(editor.getByText("You trust this folder").first());
  await page.keyboard.press("Control+F4");
}
