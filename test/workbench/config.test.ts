import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, it } from "vitest";
import { shown } from "./support/shown.ts";
import { openShop, type Shop } from "./support/shop.ts";

describe("tidegate.yaml in the editor", () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
    await shop.workbench.sidebar.open();
    await shown(shop.workbench.sidebar.view("Environments").row("production"));
  });
  afterAll(() => shop.close());

  it("keeps the last good environments while the file is broken, and says so", async () => {
    const { page, palette, sidebar } = shop.workbench;
    const good =
      "version: 1\napplications:\n  shop:\n    environments:\n      staging:\n        context: tidegate-sandbox\n        namespace: shop-staging\n";
    await writeFile(join(shop.folder, "tidegate.yaml"), good.replace("namespace:", "namespase:"));
    await shown(
      sidebar
        .view("Environments")
        .row(/tidegate\.yaml/u)
        .or(sidebar.view("Environments").pane.getByText(/last good|error/iu))
        .first(),
    );
    await shown(sidebar.view("Environments").row("production"));
    await palette.run("Tidegate: Open tidegate.yaml");
    await shown(page.locator(".squiggly-error").first());
    await shop.workbench.picture("broken-file");

    await writeFile(join(shop.folder, "tidegate.yaml"), good);
    await sidebar.view("Environments").row("production").waitFor({ state: "detached" });
    await shown(sidebar.view("Environments").row("staging"));
  });
});
