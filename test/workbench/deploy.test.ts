import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openShop, type Shop, shortHold } from "./support/shop.ts";

describe("a release to production", () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop({ prepare: shortHold });
    await shop.workbench.sidebar.open();
    await shop.workbench.sidebar.view("Environments").row("production").waitFor();
  });
  afterAll(() => shop.close());

  it("is asked for with a diff that was read and the environment's name typed", async () => {
    const { palette, sidebar, page } = shop.workbench;
    await shop.become("Mira");
    await sidebar.view("Environments").choose(/^production/u, "Deploy Version…");
    await palette.box.getByPlaceholder("Workloads to deploy to").waitFor();
    await palette.box.getByRole("button", { name: "OK" }).click();
    await palette.box.getByPlaceholder(/Image tag or digest/u).waitFor();
    expect(await palette.entries()).toContainEqual(expect.stringMatching(/1\.9\.0.*runs in staging/u));
    await palette.pick("1.9.0");
    await page.locator(".monaco-diff-editor").first().waitFor();
    await palette.box.getByPlaceholder("production").waitFor();
    await palette.type("prod");
    await shop.workbench.picture("deploy-typed-word");
    await palette.answer("production");
    await shop.workbench.notifications.toast(/Run #1 to shop → production has begun/u).waitFor();
  });

  it("asks for approval once, and refuses the one who asked for it", async () => {
    const { notifications, sidebar } = shop.workbench;
    const asking = /shop → production 1\.9\.0 waits for approval/u;
    await notifications.toast(asking).waitFor();
    await sidebar
      .view("Approvals")
      .row(/1\.9\.0.*0 of 1/u)
      .waitFor();
    await shop.workbench.picture("approval-notification");
    await notifications.press(asking, "Approve");
    await notifications.toast(/Your answer would not count/u).waitFor();
  });

  it("shows the bound facts to somebody else, and rolls when they say yes", async () => {
    const { dialogs, sidebar } = shop.workbench;
    await shop.become("Noor");
    await sidebar.view("Approvals").choose(/1\.9\.0/u, "Approve…");
    const facts = await dialogs.text();
    expect(facts).toContain("web: shop/web:1.8.2 → shop/web:1.9.0");
    expect(facts).toContain("Asked for by Mira");
    await shop.workbench.picture("approval-facts");
    await dialogs.press("Approve");
    await sidebar
      .view("Environments")
      .row(/production.*1\.8\.2 → 1\.9\.0 · rolling/u)
      .waitFor();
    await shop.workbench.picture("rollout");
    await sidebar
      .view("Runs")
      .row(/#1 shop → production/u)
      .waitFor();
  });

  it("ends verified, and the tree shows the new version", async () => {
    const { sidebar } = shop.workbench;
    await sidebar
      .view("Environments")
      .row(/production \(PROD\).*1\.9\.0 · healthy/u)
      .waitFor({ timeout: 60_000 });
    await sidebar
      .view("Runs")
      .row(/#1 shop → production.*(completed|1\.9\.0)/u)
      .waitFor({ timeout: 60_000 });
    await shop.workbench.picture("verified");
  });
});
