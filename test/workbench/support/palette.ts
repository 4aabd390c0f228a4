import type { Locator, Page } from "playwright-core";

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
  /** Types into the open box and accepts. */
  answer(text: string): Promise<void>;
  /** Types without accepting. */
  type(text: string): Promise<void>;
  /** The validation message under an input box. */
  readonly message: Locator;
  cancel(): Promise<void>;
}

export function palette(page: Page): Palette {
  const box = page.locator(".quick-input-widget");
  const input = box.locator(".quick-input-filter input");
  const rows = box.locator(".quick-input-list .monaco-list-row");
  return {
    box,
    message: box.locator(".quick-input-message"),
    async run(title) {
      await page.keyboard.press("F1");
      await input.waitFor();
      await input.fill(`>${title}`);
      await rows.filter({ hasText: title }).first().click();
    },
    title: () => box.locator(".quick-input-title").innerText(),
    entries: async () => (await rows.allInnerTexts()).map((text) => text.replaceAll("\n", " ").trim()),
    pick: (text) => rows.filter({ hasText: text }).first().click(),
    async answer(text) {
      await input.fill(text);
      await input.press("Enter");
    },
    type: (text) => input.fill(text),
    cancel: () => page.keyboard.press("Escape"),
  };
}
