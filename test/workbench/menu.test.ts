import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Deployment } from "../../src/core/rollout/objects.ts";
import { clipboardOf } from "./support/clipboard.ts";
import { shown } from "./support/shown.ts";
import { openShop, type Shop } from "./support/shop.ts";
import type { View } from "./support/sidebar.ts";

const RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";
/** Rows of `web`: staging stands above production and runs a newer version. */
const STAGING = /^web/u;
const PRODUCTION = /^web.*1\.8\.2/u;
/** An editor takes the focus last of all, and would take a menu that opened before with it. */
const FOCUSED = ".monaco-editor.focused";

describe("the context menu", () => {
  let shop: Shop;
  let view: View;
  beforeAll(async () => {
    shop = await openShop();
    await shop.workbench.sidebar.open();
    view = shop.workbench.sidebar.view("Environments");
    await view.expand("production");
    await shown(view.row(PRODUCTION));
  });
  afterAll(() => shop.close());

  const web = (namespace: string): Deployment =>
    shop.sandbox.store.get("apps/v1/deployments", namespace, "web") as Deployment;
  const tab = (title: string | RegExp) =>
    shop.workbench.page.locator(".editor-group-container .tab", { hasText: title });

  describe("of a workload", () => {
    it("restarts it once that was confirmed", async () => {
      const { dialogs } = shop.workbench;
      await view.choose(STAGING, "Restart…");
      expect(await dialogs.text()).toContain("All pods of web in staging are replaced");
      expect(web("shop-staging").spec.template.metadata?.annotations?.[RESTARTED_AT]).toBeUndefined();
      await dialogs.press("Restart");
      await expect
        .poll(() => web("shop-staging").spec.template.metadata?.annotations?.[RESTARTED_AT], { timeout: 30_000 })
        .toMatch(/^\d{4}-\d\d-\d\dT/u);
    });

    it("scales it to a whole number, and to nothing else", async () => {
      const { dialogs, palette } = shop.workbench;
      await view.choose(STAGING, "Scale…");
      await palette.answer(/^\d+$/u, "many");
      await shown(palette.message.filter({ hasText: "Type a whole number" }));
      await palette.answer(/^\d+$/u, "4");
      expect(await dialogs.text()).toMatch(/web in staging goes from \d to 4 pods/u);
      await dialogs.press("Scale");
      await expect.poll(() => web("shop-staging").spec.replicas, { timeout: 30_000 }).toBe(4);
      await shown(view.row(/^web.*4 of 4 ready/u));
    });

    it("pauses its rollout and resumes it", async () => {
      const { dialogs } = shop.workbench;
      await dialogs.openBy(() => view.choose(STAGING, "Pause Rollout…"));
      await dialogs.press("Pause Rollout");
      await shown(view.row(/^web.*paused/u));
      expect(web("shop-staging").spec.paused).toBe(true);
      await dialogs.openBy(() => view.choose(STAGING, "Resume Rollout…"));
      await dialogs.press("Resume Rollout");
      await shown(view.row(/^web.*4 of 4 ready/u));
      expect(web("shop-staging").spec.paused ?? false).toBe(false);
    });

    it("lists its revisions, and shows what another one would change", async () => {
      const { palette } = shop.workbench;
      await view.choose(STAGING, "History…");
      await shown(palette.box.getByText("History of web"));
      await expect.poll(() => palette.entries()).toContainEqual(expect.stringMatching(/current/u));
      await palette.pick(/1\.8\.2/u);
      await shown(tab(/web: now ↔ revision \d/u));
      await shown(shop.workbench.page.locator(`.monaco-diff-editor ${FOCUSED}`));
    });

    it("shows its events", async () => {
      await view.choose(STAGING, "Show Events…");
      await shown(tab("web.events"));
      await shown(shop.workbench.page.locator(`${FOCUSED} .view-line`, { hasText: /ScalingReplicaSet/u }).first());
    });

    it("shows it as YAML, without what the server keeps for itself", async () => {
      const { page } = shop.workbench;
      const clipboard = await clipboardOf(page);
      await view.choose(STAGING, "Open YAML…");
      await shown(tab("web.yaml"));
      await shown(page.locator(`${FOCUSED} .view-line`, { hasText: /kind:\s*Deployment/u }).first());
      await page.keyboard.press("ControlOrMeta+A");
      await page.keyboard.press("ControlOrMeta+C");
      await expect.poll(() => clipboard.text()).toMatch(/kind: Deployment[^]*replicas: 4/u);
      expect(await clipboard.text()).not.toContain("managedFields");
    });

    it("follows the log of one of its pods", async () => {
      const { palette, page } = shop.workbench;
      await view.choose(STAGING, "Show Logs…");
      await shown(palette.box.getByPlaceholder("Pod"));
      await palette.pick(/^web-/u);
      await shown(page.locator(".part.panel .view-line", { hasText: /\w/u }).first());
      await shop.workbench.picture("menu-logs");
    });

    it("copies its name", async () => {
      const clipboard = await clipboardOf(shop.workbench.page);
      await view.choose(STAGING, "Copy Name");
      await expect.poll(() => clipboard.text()).toBe("web");
    });
  });

  it("changes production only for someone who types its name", async () => {
    const { palette } = shop.workbench;
    await view.collapse(/^staging/u);
    const before = web("shop-production").spec.replicas ?? 1;
    await view.choose(PRODUCTION, "Scale…");
    await palette.answer(String(before), String(before + 1));
    await palette.answer("production", "staging");
    await shown(palette.message.filter({ hasText: "Type production" }));
    expect(web("shop-production").spec.replicas).toBe(before);
    await palette.answer("production", "production");
    await expect.poll(() => web("shop-production").spec.replicas, { timeout: 30_000 }).toBe(before + 1);
  });

  it("pins an environment to the top; pins, filter and what was closed are there after a reload", async () => {
    const { palette, sidebar } = shop.workbench;
    await view.choose(/^production/u, /^Pin/u);
    await expect.poll(() => environments(view)).toEqual(["production", "staging", "audit"]);
    await palette.run("Tidegate: Filter Environments…");
    await palette.answer(/^Part of the name/u, "web");
    const description = view.pane.locator(".pane-header .description", { hasText: "web" });
    await shown(description);
    await expect.poll(() => environments(view)).toEqual(["production", "staging"]);
    await view.collapse(/^staging/u);
    await shop.workbench.picture("menu-kept");
    await shop.workbench.reload();
    await sidebar.open();
    await shown(view.row(/^web.*ready/u));
    expect(await environments(view)).toEqual(["production", "staging"]);
    expect(await view.row(/^staging/u).getAttribute("aria-expanded")).toBe("false");
    expect(await view.rows()).not.toContainEqual(expect.stringMatching(/^worker/u));
    await shown(description);
  });
});

/** The environments' names, top to bottom. */
async function environments(view: View): Promise<string[]> {
  return (await view.rows()).flatMap((row) => /^(?:production|staging|audit)/u.exec(row)?.[0] ?? []);
}
