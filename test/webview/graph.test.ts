import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { shown } from "../workbench/support/shown.ts";
import { type PanelBrowser, panelBrowser, type PanelPage } from "./support/panelPage.ts";
import { largeRun } from "./support/snapshots/large.ts";
import { releaseInHold } from "./support/snapshots/release.ts";

/** With motion off, what a key leads to is there at once. */
const STILL = { reducedMotion: true };

/** Presses keys in the graph and says which node is selected after each. */
async function walked({ page }: PanelPage, keys: readonly string[]): Promise<(string | null)[]> {
  const seen: (string | null)[] = [];
  for (const key of keys) {
    await page.locator(".stage").press(key);
    seen.push(await page.locator(".node.selected").getAttribute("data-node"));
  }
  return seen;
}

describe("the graph", () => {
  let browser: PanelBrowser;
  let panel: PanelPage | undefined;
  const open = async (...args: Parameters<PanelBrowser["open"]>): Promise<PanelPage> =>
    (panel = await browser.open(...args));

  beforeAll(async () => {
    browser = await panelBrowser();
  });
  afterEach(async () => {
    await panel?.close();
    panel = undefined;
  });
  afterAll(() => browser.close());

  it("shows the whole of a graph when it is opened", async () => {
    const { page } = await open(releaseInHold());
    const pane = await page.locator(".stage").boundingBox();
    for (const node of ["asked", "failed"]) {
      const box = await page.locator(`[data-node="${node}"] .body`).boundingBox();
      expect(box?.y).toBeGreaterThanOrEqual(pane?.y ?? 0);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual((pane?.y ?? 0) + (pane?.height ?? 0));
    }
  });

  it("is fitted again into a pane of another size until the person moves, and then no more", async () => {
    const { page } = await open(releaseInHold(), STILL);
    const percent = page.locator(".percent");
    const before = await percent.innerText();
    await page.setViewportSize({ width: 1280, height: 1100 });
    await expect.poll(() => percent.innerText()).not.toBe(before);
    await page.locator(".stage").press("Shift+ArrowLeft");
    const moved = await percent.innerText();
    await page.setViewportSize({ width: 1280, height: 700 });
    await expect.poll(async () => (await page.locator(".stage").boundingBox())?.height).toBeLessThan(600);
    expect(await percent.innerText()).toBe(moved);
  });

  it("is walked with the arrow keys: along the way taken, back up, and among siblings", async () => {
    const opened = await open(releaseInHold(), STILL);
    expect(await walked(opened, ["ArrowUp", "ArrowUp", "ArrowDown", "Home", "ArrowDown", "ArrowDown"])).toEqual([
      "set",
      "approval",
      "set",
      "roll",
      "watch",
      "done",
    ]);
    const [, , right, left] = await walked(opened, ["Home", "ArrowUp", "ArrowRight", "ArrowLeft"]);
    expect([right, left]).toContain("set");
    expect(right).not.toBe(left);
  });

  it("leads into the details with Enter, and back with Escape", async () => {
    const { page } = await open(releaseInHold(), STILL);
    await page.locator(".stage").press("ArrowUp");
    await page.locator(".stage").press("Enter");
    await page.locator(".details:focus", { hasText: "Set image of Deployment web" }).waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".stage:focus").waitFor();
    await page.keyboard.press("Escape");
    expect(await page.locator(".node.chosen").count()).toBe(0);
    await page.locator(".details", { hasText: "Roll out web" }).waitFor();
  });

  it("says what an arrow key led to", async () => {
    const { page } = await open(releaseInHold(), STILL);
    await page.locator(".stage").press("ArrowUp");
    const said = page.locator('[aria-live="polite"]', { hasText: "Action, Set image of Deployment web, passed" });
    await shown(said);
  });

  it("says politely that the run went on", async () => {
    const { page, show } = await open(releaseInHold());
    await show({ ...releaseInHold({ status: "rolling 3 of 6" }) });
    await shown(page.locator('[role="status"]', { hasText: "rolling 3 of 6." }));
  });

  it("is searched with a slash: matches stand out, Enter goes from one to the next", async () => {
    const { page } = await open(releaseInHold(), STILL);
    await page.locator(".stage").press("/");
    await page.locator("#search:focus").waitFor();
    await page.keyboard.type("web");
    await page.locator(".found", { hasText: "4" }).waitFor();
    expect(await page.locator(".node.match").count()).toBe(4);
    await page.keyboard.press("Enter");
    await page.locator(".found", { hasText: "1 of 4" }).waitFor();
    await page.locator('.node.chosen[data-node="set"]').waitFor();
    await page.keyboard.press("Enter");
    await page.locator('.node.chosen[data-node="roll"]').waitFor();
    await page.keyboard.press("Shift+Enter");
    await page.locator('.node.chosen[data-node="set"]').waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".stage:focus").waitFor();
    expect(await page.locator(".node.match").count()).toBe(0);
  });

  it("folds a group into one node by its title and opens it again with the keyboard", async () => {
    const { page } = await open(releaseInHold(), STILL);
    await page.getByRole("button", { name: "The way back" }).click();
    await page.locator('[data-node$="way-back"]').waitFor();
    expect(await page.locator(".node").count()).toBe(12);
    for (const key of ["Home", "ArrowDown", "ArrowDown"]) await page.locator(".stage").press(key);
    await page.locator(".stage").press("ArrowRight");
    await page.locator('.chosen[data-node$="way-back"]').waitFor();
    await page.locator(".details", { hasText: "4 nodes" }).waitFor();
    await page.locator(".stage").press("c");
    await page.locator('.chosen[data-node="ask"]').waitFor();
    await page.locator(".stage").press("c");
    await page.locator('.chosen[data-node$="way-back"]').waitFor();
  });

  it("opens the group that hides what is looked for", async () => {
    const { page, send } = await open(releaseInHold(), STILL);
    await page.getByRole("button", { name: "The way back" }).click();
    await shown(page.locator('[data-node$="way-back"]'));
    await send({ type: "reveal", node: "restore" });
    await shown(page.locator('.chosen[data-node="restore"]'));
  });

  it("is dragged, turned with the wheel and zoomed around the pointer", async () => {
    const { page } = await open(releaseInHold(), STILL);
    const body = page.locator('[data-node="roll"] .body');
    const at = async () => {
      const box = await body.boundingBox();
      return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
    };
    const begin = await at();
    await page.mouse.move(100, 300);
    await page.mouse.down();
    await page.mouse.move(180, 340, { steps: 4 });
    await page.mouse.up();
    const dragged = await at();
    expect(dragged.x - begin.x).toBeCloseTo(80, -1);
    expect(dragged.y - begin.y).toBeCloseTo(40, -1);
    await page.mouse.wheel(0, 30);
    await expect.poll(async () => (await at()).y - dragged.y).toBeLessThan(-25);
    const turned = await at();
    await page.mouse.move(turned.x, turned.y);
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -100);
    await page.keyboard.up("Control");
    await page.locator(".percent", { hasText: "49%" }).waitFor();
    const zoomed = await at();
    expect(zoomed.x).toBeCloseTo(turned.x, -1);
    expect(zoomed.y).toBeCloseTo(turned.y, -1);
  });

  it("selects the node that is pressed, and looks at it closely when pressed twice", async () => {
    const { page } = await open(releaseInHold(), STILL);
    await page.locator('[data-node="gate"] .body').click();
    await shown(page.locator(".details", { hasText: "Nothing is uncommitted" }));
    await page.locator('[data-node="gate"] .body').dblclick();
    await shown(page.locator(".percent", { hasText: "100%" }));
  });

  it("is a tree for screen readers: levels, states, what blocks and where each node leads", async () => {
    const { page } = await open(releaseInHold());
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const tree = page.getByRole("tree", { name: "Graph" });
    await tree.getByRole("treeitem", { name: "Hold, Roll out web, now" }).waitFor();
    expect(await tree.getByRole("treeitem", { name: /^Check, Ready to go\?, passed, leads to/u }).count()).toBe(1);
    const group = tree.getByRole("treeitem", { name: /^Group, The way back/u });
    expect(await group.getAttribute("aria-expanded")).toBe("true");
    expect(await tree.getByRole("treeitem", { name: /^Decision, Roll back\?/u }).getAttribute("aria-level")).toBe("2");
    await group.focus();
    await page.keyboard.press("ArrowLeft");
    await tree.getByRole("treeitem", { name: /^Decision, Roll back\?/u }).waitFor({ state: "detached" });
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await tree.locator(":focus", { hasText: "Roll back?" }).waitFor();
    await page.keyboard.press("Enter");
    await page.locator(".details:focus", { hasText: "Roll back?" }).waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".stage:focus").waitFor();
  });

  it("is hidden from screen readers as a picture, for the outline and the live region speak for it", async () => {
    const { page } = await open(releaseInHold());
    expect(await page.locator("svg.picture").getAttribute("aria-hidden")).toBe("true");
    const stage = page.locator(".stage");
    expect(await stage.getAttribute("aria-describedby")).toBe("shown-node");
    expect(await page.locator("#shown-node").textContent()).toMatch(/^Hold, Roll out web, now\. 3 ways on\.$/u);
  });

  it("is written as SVG in the colours of the theme, and as PNG", async () => {
    const { page, send, saying, said } = await open(releaseInHold(), { theme: "light" });
    const svg = saying("exported");
    await send({ type: "export", format: "svg" });
    const { content, format } = await svg;
    expect(format).toBe("svg");
    expect(await page.evaluate(`(${PARSED})(${JSON.stringify(content)})`)).toEqual({
      errors: 0,
      root: "svg",
      labels: true,
    });
    expect(content).toContain("rgb(56, 138, 52)");
    expect(content).not.toContain("var(");
    const png = saying("exported");
    await send({ type: "export", format: "png" });
    expect(Buffer.from((await png).content, "base64").subarray(0, 8)).toEqual(
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    );
    await page.getByRole("button", { name: "Export…" }).click();
    expect(said.at(-1)).toEqual({ type: "export" });
  });

  it("stays usable with 5,000 nodes: opens at the run, paints what is in sight, and shows the whole as few shapes", async () => {
    const { page } = await open(largeRun(5000), STILL);
    await page.locator(".node-now").waitFor();
    expect(await page.locator(".node").count()).toBeLessThan(200);
    const before = await page.locator(".node").first().getAttribute("data-node");
    await page.mouse.move(200, 300);
    for (let turn = 0; turn < 12; turn += 1) await page.mouse.wheel(0, 400);
    await expect.poll(() => page.locator(".node").first().getAttribute("data-node")).not.toBe(before);
    await page.locator(".stage").press("0");
    await page.locator(".level-far .far-here").waitFor();
    expect(await page.locator(".picture path").count()).toBeLessThan(20);
    await page.locator("#search").fill("Step 4321");
    await page.locator("#search").press("Enter");
    await page.locator(".details", { hasText: "Step 4321 of the large graph" }).waitFor();
  });
});

/** What a browser makes of an SVG document. */
const PARSED = `(text) => {
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
  const labels = [...parsed.querySelectorAll("text")].some(({ textContent }) => textContent === "Roll out web");
  return { errors: parsed.querySelectorAll("parsererror").length, root: parsed.documentElement.localName, labels };
}`;
