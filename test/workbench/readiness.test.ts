import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FrameLocator } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { readyShop } from "./support/readyShop.ts";
import { shown } from "./support/shown.ts";
import type { View } from "./support/sidebar.ts";
import { openWorkbench, type Workbench } from "./support/workbench.ts";

describe("readiness", () => {
  let home: string;
  let folder: string;
  let workbench: Workbench;
  let view: View;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "tidegate-readiness-"));
    folder = join(home, "shop");
    await mkdir(folder);
    await readyShop(folder);
    workbench = await openWorkbench({ folder });
    view = workbench.sidebar.view("Readiness");
    await workbench.sidebar.open();
    await workbench.sidebar.widen(640);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await workbench.picture("readiness-failed");
  });
  afterAll(async () => {
    await workbench.close();
    await rm(home, { recursive: true, force: true });
  });

  const preview = (): FrameLocator =>
    workbench.page
      .locator("iframe.webview.ready")
      .filter({ visible: true })
      .last()
      .contentFrame()
      .frameLocator("#active-frame");

  it("is looked at only once the view is opened, and says how each list stands", async () => {
    await shown(view.pane.locator(".pane-header"));
    expect(await view.rows()).toEqual([]);
    await view.pane.locator(".pane-header").click();
    for (const other of ["Environments", "Approvals", "Runs"]) {
      await workbench.sidebar.view(other).pane.locator(".pane-header .title").click();
    }
    await shown(view.row("Pre-deployment checklist"));
    expect(await view.row("Pre-deployment checklist").innerText()).toMatch(/\d+ of 23/u);
    expect(await view.row("Definition of done").innerText()).toMatch(/\d+ of 45/u);
    await shown(view.pane.getByText("shop → production (PROD)"));
  });

  it("tells of a line what is missing, and opens the place", async () => {
    const { page } = workbench;
    await view.expand("Safety measures");
    await shown(view.row("Every service says whether it is well"));
    expect(await view.row("Every service says whether it is well").innerText()).toContain("web has no readiness probe");
    await view.expand("Every service says whether it is well");
    await view.open("Every workload says when it is ready", page.locator(".tab.active", { hasText: "web.yaml" }));
  });

  it("shows the number against its bound, and follows a fix", async () => {
    await view.expand("Preparation");
    await view.expand("Unit, integration and end-to-end tests pass");
    await shown(view.row(/Unit tests pass.*of at least 100 %/u));
    await writeFile(
      join(folder, "reports", "unit.xml"),
      `<testsuite name="unit" tests="2" failures="1"><testcase name="a"/><testcase name="b"><failure/></testcase></testsuite>`,
    );
    await workbench.palette.run("Tidegate: Refresh Readiness");
    await shown(view.row(/Unit tests pass.*50 % of at least 100 %/u));
  });

  it("counts what was tried by running it, and says when", async () => {
    const { palette } = workbench;
    await view.expand(/^Containers/u);
    await view.expand(/^It is built and starts here/u);
    const build = view.row(/^The production build succeeds/u);
    await shown(build.filter({ hasText: "not run yet" }));
    await palette.run("Tidegate: Check Readiness…");
    await palette.pick(/production/u);
    await shown(palette.box.getByPlaceholder(/run in a clean copy of the commit/u));
    await palette.box.getByRole("button", { name: "OK" }).click();
    await shown(preview().getByRole("heading", { name: "Readiness of" }));
    await shown(build.filter({ hasText: /\d+ (?:s|min) · / }).filter({ hasNotText: "not run yet" }));
    await shown(view.row(/It starts and answers.*says how it is started/u));
  });

  it("opens whole as a document", async () => {
    await workbench.palette.run("Tidegate: Open Readiness as Document");
    await shown(preview().getByRole("heading", { name: /Pre-deployment checklist/u }));
    await shown(preview().getByRole("heading", { name: /Levels of quality \(\d\/3\)/u }));
    await workbench.picture("readiness-dark");
  });

  it("is of the environment that was chosen", async () => {
    const { palette } = workbench;
    await view.pane.locator(".pane-header").hover();
    await view.pane.locator('.actions [aria-label^="Choose Environment"]').click();
    await palette.pick("shop → staging");
    await shown(view.pane.getByText("shop → staging"));
    await shown(view.row("Pre-deployment checklist"));
  });

  it("has the environments side by side, what is surprising first", async () => {
    const { palette } = workbench;
    await palette.run("Tidegate: Compare Environments…");
    await palette.pick(/^Files(?! and)/u);
    await shown(preview().getByRole("heading", { name: "What is surprising" }));
    await shown(preview().getByText("production has 2, less than staging with 3.").first());
    await shown(preview().getByText("k8s/overlays/staging/kustomization.yaml:5").first());
    await workbench.picture("compare-dark");
    for (const theme of ["light", "high-contrast"] as const) {
      await workbench.wear(theme);
      await workbench.sidebar.open();
      await shown(view.row(/Unit tests pass.*of at least 100 %/u));
      await palette.run("Tidegate: Open Readiness as Document");
      await shown(preview().getByRole("heading", { name: /Pre-deployment checklist/u }));
      await workbench.page.mouse.move(800, 1100);
      await workbench.picture(`readiness-${theme}`);
      await palette.run("Tidegate: Compare Environments…");
      await palette.pick(/^Files(?! and)/u);
      await shown(preview().getByRole("heading", { name: "What is surprising" }));
      await workbench.picture(`compare-${theme}`);
    }
  });
});
