import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Deployment } from "../../src/core/rollout/objects.ts";
import { type PanelTab, panelTab } from "./support/panel.ts";
import { editSample, openShop, type Shop } from "./support/shop.ts";
import { shown } from "./support/shown.ts";
import type { View } from "./support/sidebar.ts";

const FLOW = `# How we ship

\`\`\`mermaid
flowchart TD
  start([Asked for]) --> ready{Is it ready?}
  ready -->|yes| done([Shipped])
  ready -->|no| stop([Stopped])
\`\`\`
`;
const REASON = "Its pods leak memory since noon";
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Without business hours a restart of production always needs a yes, and so does a scaling to twice as many pods. */
async function prepare(folder: string): Promise<void> {
  await mkdir(join(folder, "docs"));
  await writeFile(join(folder, "docs", "shipping.md"), FLOW);
  await execa("git", ["add", "."], { cwd: folder });
  await editSample(folder, (text) =>
    text
      .replace("hold: 1m", "hold: 5s")
      .replace("required: 1", "required: 2\n          overriders: [cleo@shop.example]"),
  );
}

describe("changes of production that are no release", () => {
  let shop: Shop;
  let panel: PanelTab;
  let environments: View;
  let runs: View;
  let approvals: View;
  beforeAll(async () => {
    shop = await openShop({ prepare });
    panel = panelTab(shop.workbench.page);
    const { sidebar } = shop.workbench;
    environments = sidebar.view("Environments");
    runs = sidebar.view("Runs");
    approvals = sidebar.view("Approvals");
    await sidebar.open();
    await shop.become("Mira");
    await shown(environments.row("production"));
    await environments.collapse(/^staging/u);
    await environments.expand("production");
    await shown(environments.row(/^web/u));
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await shop.workbench.picture("changes-failed");
  });
  afterAll(() => shop.close());

  const web = (): Deployment => shop.sandbox.store.get("apps/v1/deployments", "shop-production", "web") as Deployment;
  const typeProduction = (): Promise<void> => shop.workbench.palette.answer("production", "production");

  it("scale by a run, from which a yes and then the request itself are taken back", async () => {
    const { dialogs, palette } = shop.workbench;
    const before = web().spec.replicas ?? 1;
    const purpose = `web from ${before} to ${before * 2} pods`;
    await environments.choose(/^web/u, "Scale…");
    await palette.answer(String(before), String(before * 2));
    await typeProduction();
    await shown(approvals.row(new RegExp(`${purpose}.*0 of 2`, "u")));

    await shop.become("Noor");
    await panel.openFrom(approvals.row(purpose), purpose);
    await panel.press("Approve…");
    expect(await dialogs.text()).toContain(`Approve shop → production ${purpose}?`);
    await dialogs.press("Approve");
    await shown(panel.status("waits for approval, 1 of 2"));
    await panel.press("Withdraw…");
    expect(await dialogs.text()).toContain("Take back your yes");
    await dialogs.press("Withdraw");
    await shown(panel.status("waits for approval, 0 of 2"));

    await shop.become("Mira");
    await panel.openFrom(approvals.row(purpose), purpose);
    await panel.press("Withdraw…");
    expect(await dialogs.text()).toContain("The run ends, with nothing changed");
    await dialogs.press("Withdraw");
    await shown(runs.row(/#1 shop → production.*stopped · nothing changed/u));
    expect(web().spec.replicas).toBe(before);
  });

  it("restart by a run, which somebody who is listed puts through alone and says why", async () => {
    const { dialogs, palette } = shop.workbench;
    await environments.choose(/^web/u, "Restart…");
    await typeProduction();
    await shown(approvals.row(/restart web.*0 of 2/u));

    await shop.become("Cleo");
    await panel.openFrom(approvals.row("restart web"), "restart web");
    await panel.press("Override…");
    expect(await dialogs.text()).toContain("Nobody else is asked.");
    await dialogs.press("Override");
    await palette.answer("Reason", REASON);
    await typeProduction();
    await shown(panel.details.getByText(REASON).first());
    await shown(runs.row(/#2 shop → production.*restart web done/u));
    expect(web().spec.template.metadata?.annotations?.["kubectl.kubernetes.io/restartedAt"]).toMatch(/^\d{4}-/u);
    expect(await readFile(join(shop.folder, ".tidegate", "runs", "2", "journal.jsonl"), "utf8")).toContain(REASON);
  });

  it("walk a graph of a document, and it is drawn into a PNG", async () => {
    const { notifications, page, palette } = shop.workbench;
    await page.keyboard.press("Control+P");
    await palette.type("shipping.md");
    await palette.pick("shipping.md");
    await shown(page.locator(".monaco-editor").getByText("How we ship").first());
    await palette.run("Tidegate: Walk This Graph…");
    await palette.pick(/staging/u);
    await palette.pick("Walk");
    await panel.openFrom(runs.row(/#3 shop → staging/u), /How we ship|shop → staging/u);
    await shown(panel.node("ready"));
    await shop.workbench.picture("walked-graph");
    const path = join(shop.folder, "walked.png");
    await palette.run("Tidegate: Export Graph…");
    await palette.pick("PNG");
    await palette.saveAs(path);
    await shown(notifications.toast(/Wrote walked\.png/u));
    expect((await readFile(path)).subarray(0, PNG.length)).toEqual(PNG);
  });
});
