import type { Page } from "playwright-core";

/** What the person would paste. */
export interface Clipboard {
  text(): Promise<string>;
}

/** Lets the page use the clipboard, as a person allows it when the browser asks. */
export async function clipboardOf(page: Page): Promise<Clipboard> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  return { text: () => page.evaluate<string>("navigator.clipboard.readText()") };
}
