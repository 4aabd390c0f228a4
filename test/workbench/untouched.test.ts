import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shown } from "./support/shown.ts";
import { openShop, type Shop } from "./support/shop.ts";

/** Points a kubeconfig at another server. */
function servedBy(port: number): (text: string) => string {
  return (text) => text.replaceAll(/server: .*/gu, `server: http://127.0.0.1:${port}`);
}

describe("before anybody looks", () => {
  let server: Server;
  let connections = 0;
  let shop: Shop;

  beforeAll(async () => {
    server = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    const port = await new Promise<number>((resolve) => {
      server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
    });
    shop = await openShop({ kubeconfig: servedBy(port) });
  });
  afterAll(async () => {
    await shop.close();
    server.close();
  });

  it("no cluster is contacted, though the extension is active", async () => {
    const { palette, page } = shop.workbench;
    await palette.run("Tidegate: Show Log");
    await shown(page.locator(".part.panel").getByRole("tab", { name: /Output/u }));
    expect(connections).toBe(0);
  });

  it("and once the view is open, a cluster that hangs up says so in its rows", async () => {
    await shop.workbench.sidebar.open();
    await shown(
      shop.workbench.sidebar.view("Environments").row(/staging.*(no answer|cannot|not reach|refused|hung up|lost)/iu),
    );
    expect(connections).toBeGreaterThan(0);
  });
});

describe("an untrusted workspace", () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop({ trust: true, settings: { "security.workspace.trust.startupPrompt": "never" } });
    await shop.workbench.sidebar.open();
  });
  afterAll(() => shop.close());

  it("explains itself and shows nothing of any cluster", async () => {
    const view = shop.workbench.sidebar.view("Environments");
    await shown(view.welcome.getByText(/trust/iu).first());
    expect(await view.rows()).toEqual([]);
    await shop.workbench.picture("untrusted");
  });
});
