import type { FrameLocator, Locator, Page } from "playwright-core";

/** The panel in the editor tab that is in front: a webview, which is a page in a page. */
export interface PanelTab {
  /** The page of the panel itself. */
  readonly frame: FrameLocator;
  /** `shop → production 1.9.0`. */
  heading(text: string | RegExp): Locator;
  /** Opens the panel of a row of the Runs or Approvals view, and waits until it shows this run. */
  openFrom(row: Locator, heading: string | RegExp): Promise<void>;
  /** What the run does now, in words. */
  status(text: string | RegExp): Locator;
  /** The details of the node that is selected. */
  readonly details: Locator;
  /** A node of the picture by its id. */
  node(id: string): Locator;
  /** Selects a node by words of it, as with `/`. */
  find(text: string): Promise<void>;
  press(button: string | RegExp): Promise<void>;
  /** What keeps graphs of documents from being walked. */
  readonly problems: Locator;
}

/** A row that is drawn anew between press and release swallows the click, and is clicked again. */
const MOST_CLICKS = 3;

export function panelTab(page: Page): PanelTab {
  const webview = page.locator("iframe.webview.ready").filter({ visible: true }).last();
  const frame = webview.contentFrame().frameLocator("#active-frame");
  const details = frame.locator(".details");
  return {
    frame,
    details,
    heading: (text) => frame.getByRole("heading", { level: 1 }).filter({ hasText: text }),
    async openFrom(row, text) {
      const shown = frame.getByRole("heading", { level: 1 }).filter({ hasText: text });
      for (let click = 1; ; click += 1) {
        await row.click();
        try {
          return await shown.waitFor({ timeout: 15_000 });
        } catch (error) {
          if (click === MOST_CLICKS) throw error;
        }
      }
    },
    status: (text) => frame.locator(".header .status").filter({ hasText: text }),
    node: (id) => frame.locator(`[data-node="${id}"]`),
    async find(text) {
      await frame.getByLabel("Search the graph").fill(text);
      await frame.getByLabel("Search the graph").press("Enter");
    },
    press: (button) => frame.getByRole("button", { name: button }).first().click(),
    problems: frame.locator(".problems"),
  };
}
