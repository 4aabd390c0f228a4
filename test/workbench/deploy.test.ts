import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { markdownPreview } from "./support/markdownPreview.ts";
import { shown } from "./support/shown.ts";
import { openShop, type Shop, shortHold } from "./support/shop.ts";

describe("a release to production", () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop({ prepare: shortHold });
    await shop.workbench.sidebar.open();
    await shown(shop.workbench.sidebar.view("Environments").row("production"));
  });
  afterAll(() => shop.close());

  it("is asked for with a diff that was read and the environment's name typed", async () => {
    const { palette, sidebar, page } = shop.workbench;
    await shop.become("Mira");
    await sidebar.view("Environments").choose(/^production/u, "Deploy Version…");
    await shown(palette.box.getByPlaceholder("Workloads to deploy to"));
    await palette.box.getByRole("button", { name: "OK" }).click();
    await shown(palette.box.getByPlaceholder(/Image tag or digest/u));
    expect(await palette.entries()).toContainEqual(expect.stringMatching(/1\.9\.0.*runs in staging/u));
    await palette.pick("1.9.0");
    await shown(page.locator(".monaco-diff-editor").first());
    await shown(palette.box.getByPlaceholder("production"));
    await palette.type("prod");
    await shop.workbench.picture("deploy-typed-word");
    await palette.answer("production", "production");
    await shown(shop.workbench.notifications.toast(/Run #1 to shop → production has begun/u));
  });

  it("asks for approval once, and refuses the one who asked for it", async () => {
    const { notifications, sidebar } = shop.workbench;
    const asking = /shop → production 1\.9\.0 waits for approval/u;
    await shown(notifications.toast(asking));
    await shown(sidebar.view("Approvals").row(/1\.9\.0.*0 of 1/u));
    await shop.workbench.picture("approval-notification");
    await notifications.press(asking, "Approve");
    await shown(notifications.toast(/Your answer would not count/u));
  });

  it("shows the bound facts to somebody else, and rolls when they say yes", async () => {
    const { dialogs, sidebar, page } = shop.workbench;
    await shop.become("Noor");
    await sidebar.view("Runs").choose("#1", "Review Approval…");
    const document = markdownPreview(page);
    await shown(document.getByText(/0 of 1 approvals are given/u));
    await sidebar.view("Approvals").choose(/1\.9\.0/u, "Approve…");
    const facts = await dialogs.text();
    expect(facts).toContain("web: shop/web:1.8.2 → shop/web:1.9.0");
    expect(facts).toContain("Asked for by Mira");
    await shop.workbench.picture("approval-facts");
    await dialogs.press("Approve");
    await shown(sidebar.view("Environments").row(/production.*1\.8\.2 → 1\.9\.0 · rolling/u));
    await shop.workbench.picture("rollout");
    await shown(sidebar.view("Runs").row(/#1 shop → production/u));
    await shown(document.getByText(/It does not wait for an answer any more\. Approved by Noor/u));
  });

  it("ends verified, and the tree shows the new version", async () => {
    const { sidebar } = shop.workbench;
    await shown(sidebar.view("Environments").row(/production \(PROD\).*1\.9\.0 · healthy/u));
    await shown(sidebar.view("Runs").row(/#1 shop → production.*(completed|1\.9\.0)/u));
    await shop.workbench.picture("verified");
  });
});
