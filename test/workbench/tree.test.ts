import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setImage } from "./support/change.ts";
import { shown } from "./support/shown.ts";
import { openShop, type Shop } from "./support/shop.ts";
import type { View } from "./support/sidebar.ts";

describe("the Environments view", () => {
  let shop: Shop;
  let view: View;

  beforeAll(async () => {
    shop = await openShop();
    await shop.workbench.sidebar.open();
    view = shop.workbench.sidebar.view("Environments");
    await shown(view.row("production"));
  });
  afterAll(() => shop.close());

  it("shows every environment with its version and state, and what may not be seen beside what may", async () => {
    await shown(view.row(/staging.*1\.9\.0 · healthy/u));
    await shown(view.row(/production \(PROD\).*1\.8\.2 · healthy/u));
    await shown(view.row(/audit.*not allowed to list Deployments/u));
    expect((await view.rows()).length).toBeGreaterThanOrEqual(4);
  });

  it("shows a rollout that somebody else began, without being asked to look", async () => {
    await view.expand("staging");
    await setImage(shop.sandbox, "shop-staging", "web", "shop/web:1.9.1-slow");
    await shown(view.row(/web.*updated/u));
    await shown(view.row(/staging.*1\.9\.1-slow.*rolling/u));
  });

  it("names the pods of a revision that crash, and says how", async () => {
    await setImage(shop.sandbox, "shop-staging", "worker", "shop/worker:1.9.1-crash");
    await shown(view.row(/worker.*1\.9\.1-crash/u));
    await view.expand(/^worker/u);
    await view.expand(/revision.*1\.9\.1-crash/u);
    await shown(view.row(/worker-.*CrashLoopBackOff · exit 1/u));
  });

  it("keeps only what the filter lets through, and says so until it is cleared", async () => {
    await shop.workbench.palette.run("Tidegate: Filter Environments…");
    await shop.workbench.palette.answer(/^Part of the name/u, "production");
    await expect.poll(() => view.rows()).not.toContainEqual(expect.stringMatching(/^staging/u));
    await shop.workbench.palette.run("Tidegate: Clear Filter");
    await shown(view.row("staging"));
  });
});
