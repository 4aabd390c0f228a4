import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { root } from "../../tools/bootstrap.mjs";
import { textBundle } from "../../tools/texts.ts";
import type { PanelSnapshot } from "../../src/protocol/panel.ts";
import { shown } from "../workbench/support/shown.ts";
import { type PanelBrowser, panelBrowser, type PanelPage } from "./support/panelPage.ts";
import { MINUTE, NOW } from "./support/snapshots/build.ts";
import { pathAtChecks } from "./support/snapshots/path.ts";
import { documentWithProblems, releaseAtApproval, releaseInHold } from "./support/snapshots/release.ts";

/** Every text in brackets: what stands outside of them was never asked of the translation. */
const TRANSLATED = Object.fromEntries(Object.keys(textBundle(root)).map((text) => [text, `⟦${text}⟧`]));
/** A language whose dates are written without letters. */
const LANGUAGE = "ja";

describe("the run panel in another language", () => {
  let browser: PanelBrowser;
  let panel: PanelPage | undefined;
  const open = async (): Promise<PanelPage> => {
    panel = await browser.open(undefined);
    await panel.send({ type: "texts", language: LANGUAGE, texts: TRANSLATED });
    await panel.page.locator(".empty", { hasText: "⟦Reading the run…⟧" }).waitFor();
    return panel;
  };

  beforeAll(async () => {
    browser = await panelBrowser();
  });
  afterEach(async () => {
    await panel?.close();
    panel = undefined;
  });
  afterAll(() => browser.close());

  it.each([
    ["an approval", releaseAtApproval({ mayOverride: true, mayWithdraw: true, mayNot: "You asked for it." })],
    ["a list of checks", pathAtChecks()],
    ["a hold that nobody watches", releaseInHold({ unprotectedSince: NOW - 4 * MINUTE })],
    ["a document that cannot be walked", documentWithProblems()],
  ])("has no English word of its own with %s", async (_name, snapshot) => {
    const { page, show } = await open();
    await show(snapshot);
    expect(await englishOn(page, snapshot)).toEqual([]);
    await page.locator("#search").fill("no node says this");
    await page.locator(".found", { hasText: "⟦none⟧" }).waitFor();
    await page.locator(".stage").press("o");
    await page.getByRole("treeitem").first().waitFor();
    expect(await englishOn(page, snapshot)).toEqual([]);
  });

  it("says what is on the page already anew when the texts come late", async () => {
    panel = await browser.open(releaseInHold());
    await shown(panel.page.locator(".header button", { hasText: /^Pause$/u }));
    await panel.send({ type: "texts", language: LANGUAGE, texts: TRANSLATED });
    await shown(panel.page.locator(".header button", { hasText: "⟦Pause⟧" }));
  });
});

/**
 * What a person reads or hears, in pieces, but for what is in brackets and what the host has said. The drawing holds
 * labels only, which come from the host, but parted into lines.
 */
async function englishOn(page: PanelPage["page"], snapshot: PanelSnapshot): Promise<readonly string[]> {
  const pieces = await page.evaluate<readonly string[]>(`(() => {
    const main = document.querySelector("main").cloneNode(true);
    for (const drawn of main.querySelectorAll("svg")) drawn.remove();
    const names = ["title", "placeholder", "aria-label", "aria-roledescription", "aria-description"];
    const attributes = [...main.querySelectorAll("*")].flatMap((each) => names.map((name) => each.getAttribute(name)));
    return [main.textContent, ...attributes].filter(Boolean);
  })()`);
  const said = saidBy(snapshot).toSorted((a, b) => b.length - a.length);
  return pieces.flatMap((piece) => {
    const left = said.reduce((text, words) => text.replaceAll(words, " "), outsideBrackets(piece));
    return /\p{L}/u.test(left) ? [left.trim()] : [];
  });
}

function outsideBrackets(text: string): string {
  const without = text.replaceAll(/⟦[^⟦⟧]*⟧/gu, "");
  return without === text ? text : outsideBrackets(without);
}

/** Ids that the panel has words for. */
const NAMED: ReadonlySet<string> = new Set(["answer", "kind", "level", "state", "steers", "verdict"]);

/** Every string of the snapshot that may stand on the page as it is. */
function saidBy(value: unknown): readonly string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) => (NAMED.has(name) ? [] : saidBy(part)));
}
