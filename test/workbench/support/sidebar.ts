import type { Locator, Page } from "playwright-core";

/** Tidegate's container in the activity bar and the trees in it. */
export interface Sidebar {
  /** Shows the container; does nothing where it is shown already. */
  open(): Promise<void>;
  /** A view by its title, such as `Environments`. */
  view(title: string): View;
  /** Drags the sidebar's edge until it is about this many pixels wide. */
  widen(width: number): Promise<void>;
  /** The badge's text on the activity-bar icon; empty where there is none. */
  badge(): Promise<string>;
}

export interface View {
  readonly pane: Locator;
  /** A row whose accessible name or text contains this. */
  row(text: string | RegExp): Locator;
  /** Every row's visible text, top to bottom. */
  rows(): Promise<string[]>;
  /** Clicks a row, and waits for what that opens. */
  open(text: string | RegExp, opened: Locator): Promise<void>;
  expand(text: string | RegExp): Promise<void>;
  collapse(text: string | RegExp): Promise<void>;
  /** Runs an entry of a row's context menu. */
  choose(text: string | RegExp, entry: string | RegExp): Promise<void>;
  /** Runs one of a row's inline actions. */
  inline(text: string | RegExp, action: string): Promise<void>;
  /** What the view says while it has no rows. */
  readonly welcome: Locator;
}

export function sidebar(page: Page): Sidebar {
  const icon = page.locator(".activitybar .action-item", { has: page.locator('[aria-label^="Tidegate"]') });
  return {
    open: () => openContainer(page, icon.first()),
    view: (title) => view(page, title),
    async widen(width) {
      const box = await page.locator(".part.sidebar").boundingBox();
      if (box === null) return;
      const y = box.y + box.height / 2;
      await page.mouse.move(box.x + box.width, y);
      await page.mouse.down();
      await page.mouse.move(box.x + width, y, { steps: 5 });
      await page.mouse.up();
    },
    async badge() {
      const badge = icon.locator(".badge-content");
      return (await badge.count()) > 0 ? await badge.first().innerText() : "";
    },
  };
}

/** How often something is clicked before it counts as broken. */
const MOST_CLICKS = 4;

/**
 * A click on the icon of a container that is shown hides it. A window that is still restoring may show it between the
 * look and the click, so the outcome is looked at and the icon clicked again.
 */
async function openContainer(page: Page, icon: Locator): Promise<void> {
  const title = page.locator('.sidebar .composite.title:has-text("Tidegate")');
  for (let click = 1; !(await title.isVisible()); click += 1) {
    await icon.click();
    try {
      await title.waitFor({ timeout: 5000 });
    } catch (error) {
      if (click === MOST_CLICKS) throw error;
    }
  }
}

function view(page: Page, title: string): View {
  const pane = page.locator(".sidebar .pane", { has: page.locator(`.pane-header[aria-label^="${title}"]`) });
  const row = (text: string | RegExp): Locator => pane.locator(".monaco-list-row", { hasText: text }).first();
  return {
    pane,
    row,
    welcome: pane.locator(".welcome-view-content"),
    async rows() {
      return (await pane.locator(".monaco-list-row").allInnerTexts()).map((text) => text.replaceAll("\n", " ").trim());
    },
    open: (text, opened) => openBy(row(text), opened),
    expand: (text) => toggle(row(text), "false"),
    collapse: (text) => toggle(row(text), "true"),
    choose: (text, entry) => choose(page, row(text), entry),
    async inline(text, action) {
      await row(text).hover();
      await row(text).locator(`.actions [aria-label^="${action}"]`).click();
    },
  };
}

/** A row that is drawn anew under the mouse loses the click: then again. */
async function openBy(target: Locator, opened: Locator): Promise<void> {
  for (let click = 1; ; click += 1) {
    await target.click();
    try {
      await opened.waitFor({ timeout: 20_000 });
      return;
    } catch (error) {
      if (click === MOST_CLICKS) throw error;
    }
  }
}

/** Turns a row's twistie where it stands like this. A row that is drawn anew in between loses the click: then again. */
async function toggle(target: Locator, expanded: "true" | "false"): Promise<void> {
  await target.waitFor();
  const turned = target.and(target.page().locator(`:not([aria-expanded="${expanded}"])`));
  for (let click = 1; (await target.getAttribute("aria-expanded")) === expanded; click += 1) {
    await target.locator(".monaco-tl-twistie").click();
    try {
      await turned.waitFor({ timeout: 5000 });
    } catch (error) {
      if (click === MOST_CLICKS) throw error;
    }
  }
}

/** An editor or a preview that opens late takes the focus, and the menu goes: then the menu is opened again. */
const MOST_MENUS = 4;

/** VS Code's menus ignore a click in their first moments, so the entry is hovered and accepted with Enter. */
async function choose(page: Page, row: Locator, entry: string | RegExp): Promise<void> {
  const item = page.locator(".context-view .monaco-menu").getByRole("menuitem", { name: entry }).first();
  for (let attempt = 1; ; attempt += 1) {
    await row.click({ button: "right" });
    try {
      await item.hover({ timeout: 10_000 });
      await page.keyboard.press("Enter", { delay: 50 });
      await item.waitFor({ state: "detached", timeout: 10_000 });
      return;
    } catch (error) {
      if (attempt === MOST_MENUS) throw error;
      await page.keyboard.press("Escape");
    }
  }
}
