import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type Page, chromium } from "playwright-core";
import { expect } from "vitest";
import { root } from "../../../tools/bootstrap.mjs";
import { installWorkbench } from "../../../tools/workbench/install.ts";
import { installExtension, serveWorkbench } from "../../../tools/workbench/serve.ts";
import { CHROMIUM } from "../../support/chromium.ts";
import { type Dialogs, dialogs } from "./dialogs.ts";
import { type Notifications, notifications } from "./notifications.ts";
import { type Palette, palette } from "./palette.ts";
import { type Sidebar, sidebar } from "./sidebar.ts";

export type Theme = "light" | "dark" | "high-contrast";

export interface WorkbenchOptions {
  /** Folder to open; absent for an empty window. */
  readonly folder?: string;
  readonly theme?: Theme;
  /** With trust on, the folder opens untrusted. */
  readonly trust?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Large enough by default that no row of a tree is left out for want of room. */
  readonly size?: { readonly width: number; readonly height: number };
}

/** One VS Code in one browser, seen through its parts. */
export interface Workbench {
  readonly page: Page;
  readonly sidebar: Sidebar;
  readonly palette: Palette;
  readonly notifications: Notifications;
  readonly dialogs: Dialogs;
  readonly userDataDir: string;
  /** Writes a picture under `.cache/screenshots/`, or under `docs/` for the tour. */
  picture(name: string, folder?: string): Promise<string>;
  /** Waits until the window has written down which editors are open, and this among them: it does so now and then. */
  remembers(text: string): Promise<void>;
  /** Changes the colour theme in the settings and loads the window anew; what was open comes back. */
  wear(theme: Theme): Promise<void>;
  reload(): Promise<void>;
  close(): Promise<void>;
}

const THEMES: Readonly<Record<Theme, string>> = {
  light: "Light 2026",
  dark: "Dark 2026",
  "high-contrast": "Default High Contrast",
};

/** Serves VS Code with the packed extension installed and opens it in Chromium. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const home = await mkdtemp(join(tmpdir(), "tidegate-workbench-"));
  const userDataDir = join(home, "user");
  const extensionsDir = join(home, "extensions");
  await mkdir(extensionsDir, { recursive: true });
  const entry = await installWorkbench();
  await installExtension(entry, join(root, ".cache", "tidegate.vsix"), extensionsDir, userDataDir);
  const settings = { "workbench.colorTheme": THEMES[options.theme ?? "dark"], ...options.settings };
  const server = await serveWorkbench({
    entry,
    extensionsDir,
    userDataDir,
    settings,
    ...(options.trust === undefined ? {} : { trust: options.trust }),
    ...(options.env === undefined ? {} : { env: options.env }),
  });
  const browser = await chromium.launch(CHROMIUM);
  const page = await browser.newPage({ viewport: options.size ?? { width: 1400, height: 1200 } });
  const query = options.folder === undefined ? "&ew=true" : `&folder=${encodeURIComponent(options.folder)}`;
  await page.goto(`${server.url}${query}`);
  await ready(page);
  return assemble(page, userDataDir, () => closeAll(browser, () => server.stop(), home));
}

function assemble(page: Page, userDataDir: string, close: () => Promise<void>): Workbench {
  return {
    page,
    userDataDir,
    sidebar: sidebar(page),
    palette: palette(page),
    notifications: notifications(page),
    dialogs: dialogs(page),
    close,
    async picture(name, folder = join(root, ".cache", "screenshots")) {
      await mkdir(folder, { recursive: true });
      const path = join(folder, `${name}.png`);
      await page.screenshot({ path, animations: "disabled" });
      return path;
    },
    async remembers(text) {
      await expect
        .poll(() => page.evaluate<string>(`(${STORED_EDITORS})()`), { timeout: 60_000, interval: 500 })
        .toContain(text);
    },
    async wear(theme) {
      const path = join(userDataDir, "User", "settings.json");
      const settings = JSON.parse(await readFile(path, "utf8")) as object;
      await writeFile(path, JSON.stringify({ ...settings, "workbench.colorTheme": THEMES[theme] }, undefined, 2));
      await page.reload();
      await ready(page);
    },
    async reload() {
      await page.reload();
      await ready(page);
    },
  };
}

/** What the window has written down of its editors, in all of its stores; evaluated in the page. */
const STORED_EDITORS = `async () => {
  const result = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = reject;
  });
  const all = await indexedDB.databases();
  const stored = all.filter(({ name }) => name.startsWith("vscode-web-state")).map(async ({ name }) => {
    const store = await result(indexedDB.open(name));
    try {
      const table = store.transaction("ItemTable").objectStore("ItemTable");
      return await result(table.get("memento/workbench.parts.editor"));
    } finally {
      store.close();
    }
  });
  return JSON.stringify(await Promise.all(stored));
}`;

/** The window is ready once the extension's contributions are in it: a palette opened before that never learns them. */
async function ready(page: Page): Promise<void> {
  await page.locator('.monaco-workbench .activitybar [aria-label^="Tidegate"]').first().waitFor({ timeout: 60_000 });
}

async function closeAll(browser: Browser, stopServer: () => Promise<void>, home: string): Promise<void> {
  await browser.close();
  await stopServer();
  // The server may still write for a moment after its process was told to end.
  await rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
}
