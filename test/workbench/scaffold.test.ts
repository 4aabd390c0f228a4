import { execa } from "execa";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { root } from "../../tools/bootstrap.mjs";
import { explorer } from "./support/explorer.ts";
import { openFile } from "./support/problems.ts";
import { shown } from "./support/shown.ts";
import type { View } from "./support/sidebar.ts";
import { openWorkbench, type Workbench } from "./support/workbench.ts";

describe("scaffolding", () => {
  let home: string;
  let folder: string;
  let workbench: Workbench;
  let view: View;
  const at = (path: string): string => join(folder, path);

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "tidegate-scaffold-"));
    folder = join(home, "parcels");
    await cp(join(root, "test", "fixtures", "workspaces", "node-express"), join(folder, "api"), { recursive: true });
    await execa("git", ["init", "--quiet"], { cwd: folder });
    workbench = await openWorkbench({ folder });
    view = workbench.sidebar.view("Scaffold");
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await workbench.picture("scaffold-failed");
  });
  afterAll(async () => {
    await workbench.close();
    await rm(home, { recursive: true, force: true });
  });

  const goOn = async (): Promise<void> => {
    const { palette } = workbench;
    await shown(palette.box.getByText("Go on"));
    await palette.pick("Go on");
    await shown(palette.box.getByText("Dockerfile", { exact: true }));
  };
  const only = async (kind: string): Promise<void> => {
    const { palette, page } = workbench;
    const ticked = palette.box.locator('.monaco-list-row[aria-checked="true"]').filter({ hasNotText: kind });
    while ((await ticked.count()) > 0) await ticked.first().click();
    await page.keyboard.press("Enter");
  };
  const title = (action: string): Promise<void> => view.pane.locator(`.actions [aria-label^="${action}"]`).click();

  it("shows what was found after a right click on a folder, and takes a correction", async () => {
    const { page, palette } = workbench;
    const files = explorer(page);
    await files.open();
    await files.choose("api", "Scaffold…");
    await shown(palette.box.getByText(/Port: 3000/u));
    expect(await palette.title()).toMatch(/What Was Found \(2\/4\)/u);
    await shown(palette.box.getByText(/api\/src\/\w+\.js:\d+/u).first());
    await palette.pick(/Port: 3000/u);
    await palette.answer("3000", "70000");
    await shown(palette.message.filter({ hasText: "from 1 to 65535" }));
    await palette.answer("3000", "4321");
    await shown(palette.box.getByText(/Port: 4321/u));
    await workbench.picture("scaffold-facts");
    await goOn();
    expect((await palette.entries()).join("\n")).toMatch(/Dockerfile.*2 files new/u);
    await only("Dockerfile");
  });

  it("previews files and their differences, and writes what is not left out", async () => {
    const { page, notifications } = workbench;
    await shown(view.row("Dockerfile"));
    const diff = page.locator(".diff-editor-container, .monaco-diff-editor");
    await view.open(/^Dockerfile.*new/u, diff.getByText("EXPOSE 4321").first());
    await workbench.picture("scaffold-preview");
    expect(existsSync(at("api/Dockerfile"))).toBe(false);
    await view
      .row(/\.dockerignore.*new/u)
      .locator(".custom-view-tree-node-item-checkbox")
      .click();
    await shown(view.row(/\.dockerignore.*left out/u));
    await title("Write Scaffolded Files");
    await shown(notifications.toast(/Wrote 1 file\. Left 1: api\/\.dockerignore/u));
    await view.pane.waitFor({ state: "hidden" });
    expect(await readFile(at("api/Dockerfile"), "utf8")).toContain("EXPOSE 4321");
    expect(existsSync(at("api/.dockerignore"))).toBe(false);
    expect(existsSync(at(".tidegate/scaffold/api/Dockerfile.json"))).toBe(true);
  });

  it("says above and over a generated block which rule it stands there for", async () => {
    const { page } = workbench;
    await openFile(workbench, "Dockerfile");
    const lens = page.locator(".codelens-decoration a", { hasText: "Run as a numeric user" }).first();
    await shown(lens);
    await lens.click();
    await shown(page.locator(".monaco-hover", { hasText: "dockerfile/numeric-user" }).first());
    await workbench.picture("scaffold-rule");
  });

  it("keeps an edit on the next run, and leaves a conflict to the person", async () => {
    const { page, palette, notifications } = workbench;
    await palette.run("Notifications: Clear All Notifications");
    const before = await readFile(at("api/Dockerfile"), "utf8");
    await writeFile(at("api/Dockerfile"), before.replace("EXPOSE 4321", "EXPOSE 4444"));
    await palette.run("Tidegate: Scaffold…");
    await goOn();
    await only("Dockerfile");
    await shown(view.row(/Dockerfile.*conflict in 1 place/u));
    const marked = page.locator(".monaco-diff-editor").getByText(">>>>>>> generated").first();
    await view.open(/^Dockerfile.*conflict/u, marked);
    await workbench.picture("scaffold-conflict");
    await view.choose(/^Dockerfile.*conflict/u, "Take Mine");
    await shown(view.row(/Dockerfile.*your lines win/u));
    await title("Write Scaffolded Files");
    await shown(notifications.toast(/Next: /u));
    expect(await readFile(at("api/Dockerfile"), "utf8")).toContain("EXPOSE 4444");
  });
});
