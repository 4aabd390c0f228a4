import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { shown } from "../workbench/support/shown.ts";
import { type PanelBrowser, panelBrowser, type PanelOptions, type PanelPage } from "./support/panelPage.ts";
import { hostile } from "./support/snapshots/hostile.ts";
import { pathAtChecks } from "./support/snapshots/path.ts";
import { documentWithProblems, releaseAtApproval, releaseDone, releaseInHold } from "./support/snapshots/release.ts";
import { MINUTE, NOW } from "./support/snapshots/build.ts";

describe("the run panel", () => {
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

  it("says what is shipped where, how it stands, and offers only what may be done to the run", async () => {
    const { page, said } = await open(releaseInHold());
    await page.getByRole("heading", { name: "shop → production 1.9.0" }).waitFor();
    expect(await page.locator(".header").innerText()).toMatch(/PROD\s+rolling 2 of 6/u);
    expect(await page.locator(".header button").allInnerTexts()).toEqual(["Pause", "Abort", "Roll Back"]);
    await page.getByRole("button", { name: "Roll Back" }).click();
    expect(said).toEqual([{ type: "steer", steer: "rollback" }]);
  });

  it("says that nobody watches, and since when", async () => {
    const { page } = await open(releaseInHold({ unprotectedSince: NOW - 4 * MINUTE }));
    expect(await page.locator(".header .notice").innerText()).toContain("Unprotected since 4 min ago");
    expect(await page.locator(".timeline .gap").count()).toBe(2);
  });

  it("draws the way taken apart from what was not taken, with a ring where the run is", async () => {
    const { page } = await open(releaseInHold());
    expect(await page.locator(".node").count()).toBe(15);
    expect(await page.locator(".node .ring").count()).toBe(1);
    expect(await page.locator('.node-now[data-node="roll"] .ring').count()).toBe(1);
    expect(await page.locator(".node-passed").count()).toBe(5);
    expect(await page.locator(".edge-taken .line").count()).toBe(5);
    expect(await page.locator('[data-node="refused"]').getAttribute("class")).toContain("node-skipped");
  });

  it("counts a hold down by the host's time", async () => {
    const { page, show } = await open(releaseInHold());
    expect(await page.locator('[data-node="roll"]').innerHTML()).toContain("6:10");
    await show(releaseInHold(), NOW + 2 * MINUTE + 1);
    await page.locator('[data-node="roll"]', { hasText: "4:10" }).waitFor();
    await page.locator(".timeline .item-now", { hasText: "4:10 left" }).waitFor();
  });

  it("names what blocks beside the node, whatever the scale", async () => {
    const { page } = await open(pathAtChecks());
    await shown(page.locator(".callout", { hasText: "7 of 9 checks are not settled" }));
    for (let press = 0; press < 8; press += 1) await page.getByRole("button", { name: "Zoom In" }).click();
    await page.locator(".stage").press("Home");
    await shown(page.locator(".callout", { hasText: "7 of 9 checks are not settled" }));
  });

  it("offers yes and no only to those who may answer, and says why not to others", async () => {
    const { page, said, show } = await open(releaseAtApproval());
    const answers = page.locator(".approval .buttons button");
    expect(await answers.allInnerTexts()).toEqual(["Approve…", "Reject…"]);
    await answers.first().click();
    expect(said).toEqual([{ type: "answer", node: "approval", answer: "approve" }]);
    const mayNot = "You asked for this deployment, so your yes does not count.";
    await show(releaseAtApproval({ mayAnswer: false, mayNot, mayWithdraw: true, mayOverride: true }));
    await page.locator(".may-not", { hasText: mayNot }).waitFor();
    expect(await answers.allInnerTexts()).toEqual(["Override…", "Withdraw…"]);
  });

  it("shows what a yes is bound to, its risk and that the store only attests, before the buttons", async () => {
    const { page } = await open(releaseAtApproval());
    const text = await page.locator(".approval").innerText();
    for (const part of [
      "1 of 2",
      "Ada Lovelace said yes",
      "High risk",
      "shop/web:1.8.2 → shop/web:1.9.0",
      "47:00 left",
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toContain("an attestation, not a proof");
    expect(text.indexOf("A yes is bound to")).toBeLessThan(text.indexOf("Approve…"));
  });

  it("lists each check with its verdict, where it was read and whose word it is, and asks for what is missing", async () => {
    const { page, said } = await open(pathAtChecks());
    const checks = page.locator(".check");
    expect(await checks.count()).toBe(9);
    expect(await checks.nth(0).innerText()).toMatch(/^Passed:/u);
    expect(await checks.nth(1).innerText()).toMatch(/^Failed:/u);
    expect(await checks.nth(2).innerText()).toMatch(/Ada Lovelace’s word, counts until Jan 30, 2026/u);
    await checks.nth(0).locator("summary").click();
    expect(await checks.nth(0).locator(".facts").innerText()).toContain("GET /healthz :8080 every 10 s");
    expect(await checks.nth(1).innerText()).toContain("1 findings");
    expect(await checks.nth(1).innerText()).toContain("at most 0 findings");
    await checks.nth(1).getByRole("button", { name: "Open k8s/worker.yaml:31" }).click();
    expect(said).toEqual([{ type: "openPlace", path: "k8s/worker.yaml", line: 31 }]);
    await checks.nth(0).getByRole("button", { name: "Open the evidence" }).click();
    await checks.nth(3).getByRole("button", { name: "Attest" }).click();
    await page.getByRole("button", { name: "Check Again" }).click();
    expect(said.map(({ type }) => type)).toEqual(["openPlace", "openEvidence", "attest", "recheck"]);
  });

  it("leaves the person's place alone when a snapshot comes, and follows the run only when told to", async () => {
    const { page, show } = await open(releaseAtApproval());
    const sheet = page.locator(".sheet");
    await page.locator(".stage").press("+");
    await page.locator(".stage").press("Shift+ArrowLeft");
    const place = await sheet.getAttribute("style");
    await show(releaseInHold());
    await page.locator(".node-now").waitFor();
    expect(await sheet.getAttribute("style")).toBe(place);
    await page.getByRole("button", { name: "Follow the Run" }).click();
    await page.locator('.node.chosen[data-node="roll"]').waitFor();
    await show(releaseDone());
    await page.locator('.node.chosen[data-node="done"]').waitFor();
  });

  it("stays where the person was after the editor has reloaded the page", async () => {
    const { page, reload } = await open(releaseInHold(), { reducedMotion: true });
    await page.locator(".stage").press("1");
    await page.locator('.node[data-node="roll"] .badge').waitFor();
    await page.locator(".stage").press("ArrowDown");
    await page.locator('.chosen[data-node="watch"]').waitFor();
    await page.locator("#search").fill("web");
    await page.locator(".found", { hasText: "4" }).waitFor();
    const place = await page.locator(".percent").innerText();
    await reload(releaseInHold());
    await page.locator('.chosen[data-node="watch"]').waitFor();
    expect(await page.locator("#search").inputValue()).toBe("web");
    expect(await page.locator(".percent").innerText()).toBe(place);
    expect(await page.evaluate(`JSON.parse(sessionStorage.getItem("state")).shown`)).toBe('{"type":"path"}');
  });

  it("lists what keeps a document's graph from being walked, and leads to its place", async () => {
    const { page, said } = await open(documentWithProblems());
    const problems = page.getByRole("region", { name: "Problems" });
    expect(await problems.getByRole("button").allInnerTexts()).toEqual([
      expect.stringMatching(/roll leads back to gate without a counter\.\s+41:5/u),
      expect.stringMatching(/Nothing leads to lost\.\s+line 77/u),
    ]);
    await problems.getByRole("button").first().click();
    await page.locator('.chosen[data-node="roll"]').waitFor();
    expect(said).toEqual([{ type: "openLine", line: 41, column: 5 }]);
    expect(await page.locator(".timeline").count()).toBe(0);
    expect(await page.locator(".node .badge").count()).toBe(0);
  });

  it("puts labels from outside into the page as text and nothing else", async () => {
    const { page } = await open(hostile());
    await page.getByRole("heading", { name: "<img src=x onerror=alert(1)>" }).first().waitFor();
    expect(await page.locator("main img, main script, main a, main iframe").count()).toBe(0);
    await page.getByRole("button", { name: "Show as Outline" }).click();
    await page.getByRole("treeitem").first().waitFor();
    expect(await page.locator("main img, main script, main a, main iframe").count()).toBe(0);
  });

  it("stacks the details below the graph in a narrow tab", async () => {
    const { page } = await open(releaseAtApproval(), { size: { width: 480, height: 900 } });
    const graph = await page.locator(".graph").boundingBox();
    const details = await page.locator(".details").boundingBox();
    expect(details?.y).toBeGreaterThanOrEqual((graph?.y ?? 0) + (graph?.height ?? 0));
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  });

  it("holds still where motion is not wanted", async () => {
    const still: PanelOptions = { reducedMotion: true };
    const { page } = await open(releaseInHold(), still);
    const animation = `getComputedStyle(document.querySelector(".ring")).animationName`;
    expect(await page.evaluate(animation)).toBe("none");
    await page.locator(".stage").press("1");
    expect(await page.locator(".percent").innerText()).toBe("100%");
  });

  it.each(["light", "dark", "hc"] as const)("takes every colour from the %s theme", async (theme) => {
    const { page } = await open(releaseInHold(), { theme });
    const colours = await page.evaluate<string[]>(`(() => {
      const read = (name) => {
        const probe = document.body.appendChild(document.createElement("i"));
        probe.style.color = "var(" + name + ")";
        const { color } = getComputedStyle(probe);
        probe.remove();
        return color;
      };
      const ring = getComputedStyle(document.querySelector(".node-now .ring")).stroke;
      const body = getComputedStyle(document.body).backgroundColor;
      return [ring, read("--vscode-charts-blue"), body, read("--vscode-editor-background")];
    })()`);
    expect(colours[0]).toBe(colours[1]);
    expect(colours[2]).toBe(colours[3]);
  });
});
