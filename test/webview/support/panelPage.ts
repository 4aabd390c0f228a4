import { type Browser, chromium, type Page } from "playwright-core";
import type { HostMessage, PanelSnapshot, WebviewMessage } from "../../../src/protocol/panel.ts";
import { CHROMIUM } from "../../support/chromium.ts";
import { type PanelServer, servePanel } from "./panelServer.ts";
import { NOW } from "./snapshots/build.ts";
import type { ThemeName } from "./themes.ts";

export interface PanelOptions {
  readonly theme?: ThemeName;
  readonly size?: { readonly width: number; readonly height: number };
  readonly reducedMotion?: boolean;
  /** Pixels of the screen to a pixel of the page. */
  readonly sharpness?: number;
}

/** The panel in a browser, and the host beyond it. */
export interface PanelPage {
  readonly page: Page;
  /** What the panel has asked for since it was last loaded, but for `ready`. */
  readonly said: readonly WebviewMessage[];
  readonly show: (snapshot: PanelSnapshot, now?: number) => Promise<void>;
  readonly send: (message: HostMessage) => Promise<void>;
  /** As the editor does it: the page goes, its state stays. */
  readonly reload: (snapshot: PanelSnapshot) => Promise<void>;
  /** The next message of this type. */
  readonly saying: <Type extends WebviewMessage["type"]>(
    type: Type,
  ) => Promise<Extract<WebviewMessage, { type: Type }>>;
  /** Throws what must not have happened: a violation of the content policy, or an error that nobody caught. */
  readonly close: () => Promise<void>;
}

/** A browser and the panel's files, shared by the tests of a file. */
export interface PanelBrowser {
  open(snapshot: PanelSnapshot | undefined, options?: PanelOptions): Promise<PanelPage>;
  close(): Promise<void>;
}

export async function panelBrowser(): Promise<PanelBrowser> {
  const server = await servePanel();
  const browser = await chromium.launch(CHROMIUM);
  return {
    open: (snapshot, options = {}) => openPanel(browser, server, snapshot, options),
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** The part of VS Code that a webview sees, and listeners for what must not happen. */
const VSCODE = `
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => window.hostHears(message),
    getState: () => JSON.parse(sessionStorage.getItem("state") ?? "null") ?? undefined,
    setState: (state) => sessionStorage.setItem("state", JSON.stringify(state)),
  });
  document.addEventListener("securitypolicyviolation", (event) =>
    window.hostHears({ fault: event.violatedDirective + " " + event.blockedURI + " " + event.sample }));
`;

async function openPanel(
  browser: Browser,
  server: PanelServer,
  snapshot: PanelSnapshot | undefined,
  { theme = "dark", size = { width: 1280, height: 800 }, reducedMotion = false, sharpness = 1 }: PanelOptions,
): Promise<PanelPage> {
  const context = await browser.newContext({
    viewport: size,
    deviceScaleFactor: sharpness,
    reducedMotion: reducedMotion ? "reduce" : "no-preference",
  });
  const page = await context.newPage();
  const ears = await listen(page);
  const show = async (shown: PanelSnapshot, now = NOW): Promise<void> => {
    await post(page, { type: "snapshot", snapshot: shown, now });
    await page.locator(".stage .picture, .outline .row, .stage .empty").first().waitFor();
  };
  const ready = ears.saying("ready");
  await page.goto(server.address(theme));
  await ready;
  if (snapshot !== undefined) await show(snapshot);
  return {
    page,
    said: ears.said,
    show,
    send: (message) => post(page, message),
    saying: ears.saying,
    async reload(shown) {
      const again = ears.saying("ready");
      ears.said.length = 0;
      await page.reload();
      await again;
      await show(shown);
    },
    async close() {
      await context.close();
      if (ears.faults.length > 0) throw new Error(`The panel did what it must not: ${ears.faults.join("; ")}`);
    },
  };
}

interface Ears {
  readonly said: WebviewMessage[];
  readonly faults: string[];
  readonly saying: PanelPage["saying"];
}

async function listen(page: Page): Promise<Ears> {
  const said: WebviewMessage[] = [];
  const faults: string[] = [];
  const waiting = new Map<string, PromiseWithResolvers<WebviewMessage>>();
  const wait = (type: string): PromiseWithResolvers<WebviewMessage> => {
    const known = waiting.get(type) ?? Promise.withResolvers<WebviewMessage>();
    waiting.set(type, known);
    return known;
  };
  await page.exposeFunction("hostHears", (message: WebviewMessage | { fault: string }) => {
    if ("fault" in message) {
      faults.push(message.fault);
      return;
    }
    if (message.type !== "ready") said.push(message);
    wait(message.type).resolve(message);
    waiting.delete(message.type);
  });
  await page.addInitScript(VSCODE);
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  return {
    said,
    faults,
    saying: async <Type extends WebviewMessage["type"]>(type: Type) =>
      (await wait(type).promise) as Extract<WebviewMessage, { type: Type }>,
  };
}

async function post(page: Page, message: HostMessage): Promise<void> {
  await page.evaluate(`window.postMessage(${JSON.stringify(message)}, "*")`);
}
