import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PanelTab, panelTab } from "./support/panel.ts";
import { openShop, type Shop, shortHold } from "./support/shop.ts";
import { shown } from "./support/shown.ts";

const TITLE = "shop → production 1.9.0";
const FLOW = `# How we ship

\`\`\`mermaid
flowchart TD
  start([Asked for]) --> ready{Is it ready?}
  ready -->|yes| ship[Ship it]
  ready -->|no| stop([Stopped])
  ship --> done([Shipped])
\`\`\`
`;

async function prepare(folder: string): Promise<void> {
  await shortHold(folder);
  await mkdir(join(folder, "docs"), { recursive: true });
  await writeFile(join(folder, "docs", "shipping.md"), FLOW);
  await execa("git", ["add", "."], { cwd: folder });
  await execa("git", ["commit", "--quiet", "--message", "Say how we ship"], { cwd: folder });
}

describe("the panel of a run", () => {
  let shop: Shop;
  let panel: PanelTab;
  beforeAll(async () => {
    shop = await openShop({ prepare });
    panel = panelTab(shop.workbench.page);
    await shop.workbench.sidebar.open();
    await shown(shop.workbench.sidebar.view("Environments").row("production"));
  });
  afterAll(() => shop.close());

  it("opens at the approval that waits, and refuses the one who asked", async () => {
    const { palette, sidebar } = shop.workbench;
    await shop.become("Mira");
    await sidebar.view("Environments").choose(/^production/u, "Deploy Version…");
    await shown(palette.box.getByPlaceholder("Workloads to deploy to"));
    await palette.box.getByRole("button", { name: "OK" }).click();
    await shown(palette.box.getByPlaceholder(/Image tag or digest/u));
    await palette.pick("1.9.0");
    await palette.answer("production", "production");
    await panel.openFrom(sidebar.view("Approvals").row(/1\.9\.0/u), TITLE);
    await shown(panel.heading("shop → production 1.9.0"));
    await shown(panel.status(/waits for approval, 0 of/u));
    await shown(panel.details.getByText(/Mira .*cannot answer it/u));
    await expect(panel.frame.getByRole("button", { name: "Approve…" }).count()).resolves.toBe(0);
    await shown(panel.node("approve"));
    await shop.workbench.picture("panel-waiting");
  });

  it("comes back after a reload", async () => {
    await shop.workbench.remembers("1.9.0");
    await shop.workbench.reload();
    await shown(panel.heading("shop → production 1.9.0"));
    await shown(panel.status(/waits for approval/u));
  });

  it("lets somebody else approve after the facts, by the same dialog as everywhere", async () => {
    const { dialogs, sidebar } = shop.workbench;
    await shop.become("Noor");
    await panel.openFrom(sidebar.view("Approvals").row(/1\.9\.0/u), TITLE);
    await shown(panel.frame.getByRole("button", { name: "Approve…" }));
    await panel.press("Approve…");
    const facts = await dialogs.text();
    expect(facts).toContain("web: shop/web:1.8.2 → shop/web:1.9.0");
    expect(facts).toContain("Asked for by Mira");
    await dialogs.press("Approve");
    await shown(panel.status(/rolling|set web|ready/iu));
    await shop.workbench.picture("panel-rolling");
  });

  it("follows the run to its end", async () => {
    await shown(panel.status("1.9.0 verified"));
    await panel.find("gate");
    await shown(panel.details.getByText("Git is clean"));
    await shop.workbench.picture("panel-verified");
  });

  it.each([
    ["light", ".vscode-light"],
    ["high-contrast", ".vscode-high-contrast"],
    ["dark", ".vscode-dark"],
  ] as const)("wears the editor's theme: %s", async (theme, mark) => {
    await shop.workbench.wear(theme);
    await shown(panel.frame.locator(`body${mark}`));
    await shown(panel.status("1.9.0 verified"));
    await shown(panel.node("gate"));
    await shop.workbench.picture(`panel-${theme}`);
  });

  it("stacks its parts in a narrow window", async () => {
    const { page } = shop.workbench;
    const wide = page.viewportSize();
    await page.setViewportSize({ width: 760, height: 1200 });
    const graph = await panel.frame.locator(".graph").boundingBox();
    const details = await panel.details.boundingBox();
    expect(details?.y ?? 0).toBeGreaterThan((graph?.y ?? 0) + (graph?.height ?? 0) / 2);
    await shop.workbench.picture("panel-narrow");
    if (wide !== null) await page.setViewportSize(wide);
  });

  it("opens the evidence of a check as a document", async () => {
    await panel.find("gate");
    await panel.details.locator("summary").first().click();
    await panel.press(/^Open the evidence of/u);
    await shown(shop.workbench.page.locator(".tab", { hasText: /Preview run-1-gate/u }));
  });
});

describe("the graph of a document", () => {
  let shop: Shop;
  let panel: PanelTab;
  beforeAll(async () => {
    shop = await openShop({ prepare });
    panel = panelTab(shop.workbench.page);
  });
  afterAll(() => shop.close());

  it("is shown from the editor, and follows its text", async () => {
    const { page, palette } = shop.workbench;
    await page.keyboard.press("Control+P");
    await palette.type("shipping.md");
    await palette.pick("shipping.md");
    await shown(page.locator(".monaco-editor").getByText("How we ship").first());
    await palette.run("Tidegate: Show Graph");
    await shown(panel.heading("How we ship"));
    await shown(panel.node("ready"));
    await shop.workbench.picture("panel-document");
    const path = join(shop.folder, "docs", "shipping.md");
    await writeFile(path, FLOW.replace("ship --> done", "ship --> seen[Watch it]\n  seen --> done"));
    await shown(panel.node("seen"));
  });

  it("is written down as Mermaid and as a picture", async () => {
    const { palette } = shop.workbench;
    for (const [format, ending, begin] of [
      ["Mermaid", "mmd", "flowchart"],
      ["SVG", "svg", "<svg"],
    ] as const) {
      const path = join(shop.folder, `shipping.${ending}`);
      await palette.run("Tidegate: Export Graph…");
      await palette.pick(format);
      await palette.saveAs(path);
      await shown(shop.workbench.notifications.toast(new RegExp(`Wrote shipping\\.${ending}`, "u")));
      expect(await readFile(path, "utf8")).toContain(begin);
    }
  });
});
