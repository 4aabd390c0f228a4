import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deployVersion } from "./support/deploy.ts";
import { shown } from "./support/shown.ts";
import { openShop, type Shop, shortHold } from "./support/shop.ts";

describe("a release whose pods crash", () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop({ prepare: shortHold });
    await shop.workbench.sidebar.open();
    await shown(shop.workbench.sidebar.view("Environments").row("staging"));
  });
  afterAll(() => shop.close());

  it("goes back to the last verified version by itself where the environment says so", async () => {
    const { sidebar } = shop.workbench;
    await deployVersion(shop.workbench, "staging", "1.9.1-crash");
    await shown(sidebar.view("Environments").row(/staging.*1\.9\.0 → 1\.9\.1-crash/u));
    await shown(sidebar.view("Runs").row(/#1 shop → staging.*rolled back to 1\.9\.0/u));
    await shown(sidebar.view("Environments").row(/staging.*1\.9\.0 · healthy/u));
    await shop.workbench.picture("rolled-back");
  });

  it("leaves a journal that says why", async () => {
    const journal = await readFile(join(shop.folder, ".tidegate", "runs", "1", "journal.jsonl"), "utf8");
    expect(journal).toContain("CrashLoopBackOff");
    expect(journal).toContain('"outcome":"rolled-back"');
  });
});
