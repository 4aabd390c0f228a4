import type { FrameLocator, Page } from "playwright-core";

/** The text of the Markdown preview in front: a page in a page in a page. */
export function markdownPreview(page: Page): FrameLocator {
  const webview = page.locator("iframe.webview.ready").filter({ visible: true }).last();
  return webview.contentFrame().frameLocator("#active-frame");
}
