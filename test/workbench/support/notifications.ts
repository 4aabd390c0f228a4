import type { Locator, Page } from "playwright-core";

/** Toasts in the corner of the workbench. */
export interface Notifications {
  /** The toast that contains this text. */
  toast(text: string | RegExp): Locator;
  press(text: string | RegExp, button: string): Promise<void>;
  /** The messages shown now. */
  messages(): Promise<string[]>;
}

export function notifications(page: Page): Notifications {
  const toast = (text: string | RegExp): Locator =>
    page.locator(".notifications-toasts .notification-list-item", { hasText: text }).first();
  return {
    toast,
    async press(text, button) {
      await toast(text).hover();
      await toast(text).getByRole("button", { name: button, exact: true }).click();
    },
    messages: () => page.locator(".notifications-toasts .notification-list-item-message").allInnerTexts(),
  };
}
