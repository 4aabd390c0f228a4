import type { Locator, Page } from "playwright-core";

/** Modal dialogs: approvals and the typed word of production. */
export interface Dialogs {
  readonly open: Locator;
  text(): Promise<string>;
  /** Does what leads to a dialog until one is open: a click on a row that is being drawn anew may be lost. */
  openBy(act: () => Promise<void>): Promise<void>;
  press(button: string): Promise<void>;
}

const MOST_ATTEMPTS = 3;

export function dialogs(page: Page): Dialogs {
  const open = page.locator(".monaco-dialog-box");
  return {
    open,
    async text() {
      await open.waitFor();
      return open.innerText();
    },
    async openBy(act) {
      for (let attempt = 1; !(await open.isVisible()); attempt += 1) {
        await act();
        try {
          await open.waitFor({ timeout: 10_000 });
        } catch (error) {
          if (attempt === MOST_ATTEMPTS) throw error;
        }
      }
    },
    press: (button) => open.getByRole("button", { name: button, exact: true }).click(),
  };
}
