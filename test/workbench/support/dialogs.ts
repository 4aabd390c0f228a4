import type { Locator, Page } from "playwright-core";

/** Modal dialogs: approvals and the typed word of production. */
export interface Dialogs {
  readonly open: Locator;
  text(): Promise<string>;
  press(button: string): Promise<void>;
}

export function dialogs(page: Page): Dialogs {
  const open = page.locator(".monaco-dialog-box");
  return {
    open,
    async text() {
      await open.waitFor();
      return open.innerText();
    },
    press: (button) => open.getByRole("button", { name: button, exact: true }).click(),
  };
}
