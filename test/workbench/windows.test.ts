import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { deployVersion } from "./support/deploy.ts";
import { type PanelTab, panelTab } from "./support/panel.ts";
import { editSample, openShop, type Shop } from "./support/shop.ts";
import { shown } from "./support/shown.ts";

const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;
const REASON = "Orders fail since noon";

function inDays(days: number): Date {
  return new Date(Date.now() + days * 86_400_000);
}

/** Neither today nor next to it, whatever clocks show wherever, and less than a week ahead. */
const OPENS = DAYS[inDays(3).getUTCDay()]!;
const AT = `until ${OPENS.replace(/^./u, (first) => first.toUpperCase())} 09:00 Europe/Berlin`;
const UNTIL = new RegExp(`window closed ${AT}`, "u");

const STAGING = `rollback: automatic
        hold: 5s
        windows:
          open: [{timeZone: Europe/Berlin, days: [${OPENS}], from: "09:00", to: "16:00"}]
          overriders: [cleo@shop.example]`;
const PRODUCTION = `hold: 5s
        windows:
          freezes: [{timeZone: Europe/Berlin, from: "${day(-2)}", to: "${day(30)}", reason: Stocktaking}]`;

function day(days: number): string {
  return inDays(days).toISOString().slice(0, 10);
}

function closed(folder: string): Promise<void> {
  return editSample(folder, (text) => text.replace("rollback: automatic", STAGING).replace("hold: 1m", PRODUCTION));
}

describe("a window that is closed", () => {
  let shop: Shop;
  let panel: PanelTab;
  beforeAll(async () => {
    shop = await openShop({ prepare: closed, size: { width: 1700, height: 1200 } });
    panel = panelTab(shop.workbench.page);
    await shop.become("Mira");
    await shop.workbench.sidebar.open();
    await shop.workbench.sidebar.widen(520);
    await shown(shop.workbench.sidebar.view("Environments").row("staging"));
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail") await shop.workbench.picture("window-failed");
  });
  afterAll(() => shop.close());

  const openPanel = (): Promise<void> =>
    panel.openFrom(shop.workbench.sidebar.view("Runs").row(/#1 shop → staging/u), "shop → staging 2.0.0");

  it("is waited for, and everything that shows the run says until when", async () => {
    const { page, sidebar } = shop.workbench;
    await deployVersion(shop.workbench, "staging", "2.0.0");
    await shown(
      sidebar
        .view("Environments")
        .row(/^staging/u)
        .filter({ hasText: UNTIL }),
    );
    await shown(
      sidebar
        .view("Runs")
        .row(/#1 shop → staging/u)
        .filter({ hasText: UNTIL }),
    );
    await shown(page.locator(".part.statusbar").getByRole("button", { name: UNTIL }));
    await openPanel();
    await shown(panel.status(UNTIL));
    await panel.find("Window open?");
    await shown(panel.details.getByText(`The window is closed ${AT}.`).first());
  });

  it("is overridden by nobody who is not listed for it, and they are told so", async () => {
    const { notifications, palette } = shop.workbench;
    await shop.become("Noor");
    await openPanel();
    await shown(panel.details.getByText(/Noor .*may not override here\. Overriders are cleo@shop\.example\./u));
    await expect(panel.frame.getByRole("button", { name: /^Override/u }).count()).resolves.toBe(0);
    await palette.run("Tidegate: Attest…");
    await shown(notifications.toast(/Noor .*may not override here/u));
  });

  it("is offered to who is listed, in every theme", async () => {
    await shop.become("Cleo");
    await openPanel();
    await shown(panel.details.getByRole("button", { name: /^Override/u }));
    await shop.workbench.palette.run("Notifications: Clear All Notifications");
    await shop.workbench.picture("window-dark");
    for (const theme of ["light", "high-contrast"] as const) {
      await shop.workbench.wear(theme);
      await shop.workbench.sidebar.open();
      await openPanel();
      await shown(panel.status(UNTIL));
      await panel.find("Window open?");
      await shown(panel.details.getByRole("button", { name: /^Override/u }));
      await shown(panel.node("window"));
      await shop.workbench.picture(`window-${theme}`);
    }
  });

  it("lets the run go on once they say why, and keeps that", async () => {
    const { palette } = shop.workbench;
    await panel.press(/^Override/u);
    await shown(palette.box.getByText("Override the window"));
    await palette.answer("Why it cannot wait", REASON);
    await shown(panel.status(/^(?!window closed)/u));
    await panel.frame.locator(".timeline").getByRole("button", { name: "Window open?" }).click();
    await shown(panel.details.getByText(`“${REASON}”`));
    await shown(panel.details.getByText(/Cleo .*’s word, counts until/u));
    const journal = await readFile(join(shop.folder, ".tidegate", "runs", "1", "journal.jsonl"), "utf8");
    expect(journal).toMatch(new RegExp(`cleo@shop.example.*${REASON}|${REASON}.*cleo@shop.example`, "u"));
  });

  it("holds a scaling of production too, which a freeze forbids", async () => {
    const { palette, sidebar } = shop.workbench;
    const environments = sidebar.view("Environments");
    await environments.expand("production");
    await environments.choose(/^web.*1\.8\.2/u, "Scale…");
    await palette.answer(/^\d+$/u, "5");
    await palette.answer("production", "production");
    const frozen = /frozen until \w+ \d+ \w+ \d{4} 00:00 Europe\/Berlin/u;
    await shown(
      sidebar
        .view("Runs")
        .row(/#2 shop → production/u)
        .filter({ hasText: frozen }),
    );
    await shown(environments.row(/^production/u).filter({ hasText: frozen }));
  });
});
