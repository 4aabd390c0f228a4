import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deployVersion } from "./support/deploy.ts";
import { panelTab } from "./support/panel.ts";
import { writeReports, writeTests } from "./support/reports.ts";
import { editSample, openShop, type Shop } from "./support/shop.ts";
import { shown } from "./support/shown.ts";

const EVIDENCE = `    evidence:
      tests: {unit: reports/unit.xml, smoke: reports/smoke.xml, sanity: reports/sanity.xml, regression: reports/regression.xml}
      security: reports/scan.sarif
    environments:`;
const STAGING = "gate: [unit-tests, smoke-tests, sanity-tests, security-basic]\n        hold: 5s";
const PRODUCTION = "gate: [staging-verified, regression-tests, security-full]\n        hold: 5s";

/** Gates as the gatekeeper has them, but for what GitHub, a registry and manifests would have to say. */
function gated(folder: string): Promise<void> {
  return editSample(folder, (text) =>
    text
      .replace("    environments:", EVIDENCE)
      .replace("rollback: automatic", `rollback: automatic\n        ${STAGING}`)
      .replace("hold: 1m", PRODUCTION),
  );
}

describe("a release on its way through both gates", () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop({ prepare: gated });
    await writeTests(shop.folder);
    await writeReports(shop.folder, { failing: 2 });
    await shop.become("Mira");
    await shop.workbench.sidebar.open();
    await shown(shop.workbench.sidebar.view("Environments").row("staging"));
  });
  afterAll(() => shop.close());

  it("is blocked where two unit tests fail, and says what was written down", async () => {
    const { notifications, sidebar } = shop.workbench;
    await deployVersion(shop.workbench, "staging", "2.0.0");
    await shown(sidebar.view("Runs").row(/#1 shop → staging.*blocked/u));
    await shown(notifications.toast(/shop → staging 2\.0\.0 is blocked.*90 ?%/u));
    await shop.workbench.picture("gate-blocked");
    const read = (name: string): Promise<string> => readFile(join(shop.folder, name), "utf8");
    expect(await read("tasks.json")).toContain("unit");
    expect(await read("human-requests.md")).toContain("staging");
    expect(await read("deployment-failures.md")).toContain("src/cart.test.ts");
  });

  it("shows the number, the bound, and the line of the failed test", async () => {
    const { palette, sidebar, page } = shop.workbench;
    await palette.run("Notifications: Clear All Notifications");
    const panel = panelTab(page);
    for (const theme of ["dark", "light", "high-contrast"] as const) {
      if (theme !== "dark") await shop.workbench.wear(theme);
      await sidebar.open();
      await panel.openFrom(sidebar.view("Runs").row(/#1 shop → staging/u), "shop → staging 2.0.0");
      await panel.find("Gate");
      await shown(panel.details.getByText(/src\/cart\.test\.ts:10/u).first());
      await shown(panel.node("gate"));
      await shop.workbench.picture(`gate-evidence-${theme}`);
    }
  });

  it("goes to staging once they pass", async () => {
    await writeReports(shop.folder, { failing: 0 });
    await deployVersion(shop.workbench, "staging", "2.0.0");
    const { sidebar } = shop.workbench;
    await shown(sidebar.view("Environments").row(/^staging.*2\.0\.0 · healthy/u));
    await shown(sidebar.view("Runs").row(/#2 shop → staging.*(completed|2\.0\.0)/u));
  });

  it("goes to production once its gate has seen staging's verdict and somebody else has said yes", async () => {
    const { dialogs, notifications, palette, sidebar } = shop.workbench;
    await sidebar.view("Environments").choose(/^production/u, "Deploy Version…");
    await shown(palette.box.getByPlaceholder("Workloads to deploy to"));
    await palette.box.getByRole("button", { name: "OK" }).click();
    await shown(palette.box.getByPlaceholder(/Image tag or digest/u));
    await palette.pick("2.0.0");
    await palette.answer("production", "production");
    await shown(notifications.toast(/shop → production 2\.0\.0 waits for approval/u));
    await shop.become("Noor");
    await sidebar.view("Approvals").choose(/2\.0\.0/u, "Approve…");
    expect(await dialogs.text()).toContain("95 % must");
    await dialogs.press("Approve");
    await shown(sidebar.view("Environments").row(/production \(PROD\).*2\.0\.0 · healthy/u), { timeout: 120_000 });
    await shown(sidebar.view("Runs").row(/#3 shop → production.*(completed|2\.0\.0)/u));
  });
});
