import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deployVersion } from "./support/deploy.ts";
import { shown } from "./support/shown.ts";
import { editSample, openShop, type Shop } from "./support/shop.ts";

describe("a run whose runner was killed", () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop({ prepare: (folder) => editSample(folder, longHold) });
    await shop.workbench.sidebar.open();
    await shown(shop.workbench.sidebar.view("Environments").row("staging"));
  });
  afterAll(() => shop.close());

  it("is shown as unwatched, and goes on when somebody says so, without writing twice", async () => {
    const { sidebar } = shop.workbench;
    await deployVersion(shop.workbench, "staging", "1.9.2");
    const run = sidebar.view("Runs").row(/#1 shop → staging.*hold/u);
    await shown(run);
    const generation = shop.sandbox.store.get("apps/v1/deployments", "shop-staging", "web")?.metadata.generation;

    process.kill(await runnerPid(shop.folder), "SIGKILL");
    await shop.workbench.reload();
    await sidebar.open();
    await shown(sidebar.view("Runs").row(/#1 shop → staging.*1\.9\.2 verified|#1 shop → staging.*completed/u));
    expect(shop.sandbox.store.get("apps/v1/deployments", "shop-staging", "web")?.metadata.generation).toBe(generation);
  });
});

function longHold(text: string): string {
  return text.replace("rollback: automatic", "rollback: automatic\n        hold: 20s");
}

/** The newest claim on the run names the process that walks it. */
async function runnerPid(folder: string): Promise<number> {
  const claims = join(folder, ".tidegate", "runs", "1", "runners");
  const newest = (await readdir(claims))
    .filter((name) => name.endsWith(".json"))
    .toSorted()
    .at(-1);
  return (JSON.parse(await readFile(join(claims, newest!), "utf8")) as { pid: number }).pid;
}
