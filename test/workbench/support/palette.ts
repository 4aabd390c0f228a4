import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { shown } from "./shown.ts";

/** The command palette, and every quick pick and input box that commands open. */
export interface Palette {
  /** Runs a command by its full title, such as `Tidegate: Deploy Version…`. */
  run(title: string): Promise<void>;
  /** The quick pick or input box that is open. */
  readonly box: Locator;
  /** Its title, with its step numbers. */
  title(): Promise<string>;
  /** The entries offered now. */
  entries(): Promise<string[]>;
  /** Takes the first entry that contains this text. */
  pick(text: string | RegExp): Promise<void>;
  /** Waits for the box with this placeholder, types into it and accepts. A box that closes takes no text meant for the next. */
  answer(placeholder: string | RegExp, text: string): Promise<void>;
  /** Gives a save dialog its path, once it has proposed one of its own. */
  saveAs(path: string): Promise<void>;
  /** Types without accepting. */
  type(text: string): Promise<void>;
  /** The validation message under an input box. */
  readonly message: Locator;
  cancel(): Promise<void>;
}

/**
 * How often the palette is opened before a command counts as not offered. What it offers is settled when it opens, and
 * a window that was loaded anew takes the contributions of its extensions in only bit by bit.
 */
const MOST_OPENED = 4;

async function seen(row: Locator): Promise<boolean> {
  return row.waitFor({ timeout: 5_000 }).then(
    () => true,
    () => false,
  );
}

export function palette(page: Page): Palette {
  const box = page.locator(".quick-input-widget");
  const input = box.locator(".quick-input-filter input");
  const rows = box.locator(".quick-input-list .monaco-list-row");
  return {
    box,
    message: box.locator(".quick-input-message"),
    async run(title) {
      const row = rows.filter({ hasText: title }).first();
      for (let opened = 1; ; opened++) {
        await page.keyboard.press("F1");
        await input.waitFor();
        await input.fill(`>${title}`);
        if (opened === MOST_OPENED || (await seen(row))) break;
        await page.keyboard.press("Escape");
        await input.waitFor({ state: "hidden" });
      }
      await row.click();
    },
    title: () => box.locator(".quick-input-title").innerText(),
    entries: async () => (await rows.allInnerTexts()).map((text) => text.replaceAll("\n", " ").trim()),
    pick: (text) => rows.filter({ hasText: text }).first().click(),
    async answer(placeholder, text) {
      const asked = box.getByPlaceholder(placeholder, { exact: typeof placeholder === "string" });
      await shown(asked);
      await asked.fill(text);
      await asked.press("Enter");
    },
    async saveAs(path) {
      await expect.poll(() => input.inputValue(), { timeout: 60_000 }).toMatch(/^\/.*\.\w+$/u);
      await input.fill(path);
      await input.press("Enter");
    },
    type: (text) => input.fill(text),
    cancel: () => page.keyboard.press("Escape"),
  };
}
