import type { FrameLocator, Page } from "playwright-core";

/** The content of the webview in the active editor: VS Code nests it in two frames. */
export function webview(page: Page): FrameLocator {
  return page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
}
