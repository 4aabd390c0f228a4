import type { Locator, Page } from "playwright-core";

/** VS Code's own tree of files. */
export interface Explorer {
  open(): Promise<void>;
  /** A file or folder by its name. */
  row(name: string): Locator;
  /** Runs an entry of its context menu. */
  choose(name: string, entry: string): Promise<void>;
  /** Opens the menu and leaves it open. */
  menu(name: string): Promise<Locator>;
}

export function explorer(page: Page): Explorer {
  const row = (name: string): Locator =>
    page.locator(".explorer-folders-view .monaco-list-row").filter({ hasText: new RegExp(`^\\s*${name}\\s*$`, "u") });
  const menu = async (name: string): Promise<Locator> => {
    await row(name).click({ button: "right" });
    const open = page.locator(".context-view .monaco-menu");
    await open.waitFor();
    return open;
  };
  return {
    row,
    menu,
    async open() {
      await page.keyboard.press("Control+Shift+E");
      await page.locator(".explorer-folders-view").waitFor();
    },
    async choose(name, entry) {
      const item = (await menu(name)).getByRole("menuitem", { name: entry }).first();
      await item.hover();
      await page.keyboard.press("Enter", { delay: 50 });
      await item.waitFor({ state: "detached" });
    },
  };
}
