import * as vscode from "vscode";
import type { Clock } from "../../base/clock.ts";
import { type Disposable, DisposableStore } from "../../base/dispose.ts";
import { Fault, messageOf } from "../../base/result.ts";
import type { HostMessage, PanelSnapshot, WebviewMessage } from "../../protocol/panel.ts";
import { l10n } from "../l10n.ts";
import type { Log } from "../log/log.ts";
import { throttled, type Throttled } from "../rows/throttled.ts";
import { oneLine } from "../text/words.ts";
import { sentences } from "../messages/messages.ts";
import { panelPage, sentencePage } from "./panelPage.ts";
import type { PanelPart } from "./panelPart.ts";
import { type Shown, shownId } from "./shown.ts";

/** Changes that come together are shown together. Milliseconds. */
const SHOW_AFTER_MS = 30;

/** The picture formats that a webview writes. */
export type PictureFormat = Extract<HostMessage, { type: "export" }>["format"];

/** What a tab is made with. */
export interface TabParts {
  readonly shown: Shown;
  readonly extension: vscode.Uri;
  readonly clock: Clock;
  readonly log: Log;
  readonly part: () => Promise<PanelPart>;
  /** What is to be seen now; undefined while nothing is known of it. */
  readonly snapshot: () => Promise<PanelSnapshot | undefined>;
  /** Called with what the person asks for. */
  readonly hear: (message: WebviewMessage) => void;
}

/** One panel in an editor tab. It sends whole snapshots while it can be seen, because a hidden webview loses messages. */
export class PanelTab implements Disposable {
  readonly shown: Shown;
  readonly #panel: vscode.WebviewPanel;
  readonly #parts: TabParts;
  readonly #store = new DisposableStore();
  readonly #send: Throttled;
  #ready = false;
  #seenOnce = false;
  /** Set while the page only says why there is nothing to see. */
  #onlySaid = false;
  #reveal: string | undefined;
  #exporting: PromiseWithResolvers<string> | undefined;

  /** Takes a panel of the editor over. */
  constructor(panel: vscode.WebviewPanel, parts: TabParts) {
    this.#panel = panel;
    this.#parts = parts;
    this.shown = parts.shown;
    this.#send = this.#store.add(throttled(parts.clock, SHOW_AFTER_MS, () => void this.#show()));
    // A hidden webview is gone and comes back empty; what reaches it too early, its `ready` has sent again.
    this.#store.add(panel.onDidChangeViewState(() => this.refresh()));
    this.#store.add(panel.webview.onDidReceiveMessage((message: unknown) => void this.#heard(message)));
    this.#store.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.#load()));
    panel.iconPath = new vscode.ThemeIcon("type-hierarchy-sub");
    panel.webview.options = { enableScripts: true, localResourceRoots: [webviewFolder(parts.extension)] };
    this.#load();
  }

  get id(): string {
    return shownId(this.shown);
  }

  get title(): string {
    return this.#panel.title;
  }

  get active(): boolean {
    return this.#panel.active;
  }

  /** Shows what is different now, soon. */
  refresh(): void {
    if (this.#onlySaid) this.#load();
    else if (this.#ready && this.#panel.visible) this.#send.run();
  }

  /** Brings the tab to the front, and a node of it into sight. */
  reveal(node?: string): void {
    this.#reveal = node ?? this.#reveal;
    this.#panel.reveal();
    this.refresh();
  }

  /** The picture as the webview draws it: SVG text, or PNG as base64. Rejects with `NotDrawn`. */
  async picture(format: PictureFormat): Promise<string> {
    this.#exporting?.reject(new Fault("NotDrawn", l10n.t("Another export was begun.")));
    const exporting = Promise.withResolvers<string>();
    this.#exporting = exporting;
    await this.#post({ type: "export", format });
    return await exporting.promise;
  }

  /** Lets go of the tab, which stays open: the editor brings it back after a reload. */
  dispose(): void {
    this.#exporting?.reject(new Fault("NotDrawn", l10n.t("The panel was closed before its picture was drawn.")));
    this.#store.dispose();
  }

  /** Runs are shown only where the workspace is trusted; a document's graph is data. */
  #load(): void {
    const { webview } = this.#panel;
    const open = vscode.workspace.isTrusted || this.shown.type !== "run";
    this.#onlySaid = false;
    this.#ready = false;
    if (open) webview.html = pageOf(webview, this.#parts);
    else this.#say(sentences.untrusted());
  }

  #say(sentence: string): void {
    this.#onlySaid = true;
    this.#panel.webview.html = sentencePage(language(), sentence);
  }

  async #show(): Promise<void> {
    const { clock, log, snapshot } = this.#parts;
    try {
      const seen = await snapshot();
      if (seen === undefined || this.#store.isDisposed) return;
      this.#panel.title = oneLine(seen.title, 80);
      await this.#post({ type: "snapshot", snapshot: seen, now: clock.now() });
      this.#seenOnce = true;
      if (this.#reveal !== undefined) await this.#post({ type: "reveal", node: this.#reveal });
      this.#reveal = undefined;
    } catch (error) {
      log.error(`The panel "${this.id}" cannot be shown.`, error);
      // What was seen once stays: half-typed documents and runs that are read anew come back.
      if (!this.#seenOnce) this.#say(messageOf(error));
    }
  }

  async #post(message: HostMessage): Promise<void> {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a webview's postMessage has no origin
    if (!this.#store.isDisposed) await this.#panel.webview.postMessage(message);
  }

  async #heard(raw: unknown): Promise<void> {
    const { log, part } = this.#parts;
    try {
      const message = (await part()).readMessage(raw);
      if (message === undefined) log.warn(`The panel "${this.id}" said something that is no message.`);
      else await this.#follow(message);
    } catch (error) {
      log.error(`The panel "${this.id}" cannot be heard.`, error);
    }
  }

  async #follow(message: WebviewMessage): Promise<void> {
    if (message.type === "ready") {
      await this.#post({ type: "texts", language: vscode.env.language, texts: vscode.l10n.bundle ?? {} });
      this.#ready = true;
      this.refresh();
    } else if (message.type === "exported") {
      this.#exporting?.resolve(message.content);
      this.#exporting = undefined;
    } else if (message.type === "failed") {
      this.#parts.log.error(`The panel "${this.id}" failed: ${oneLine(message.message, 2000)}`);
      this.#exporting?.reject(new Fault("NotDrawn", oneLine(message.message, 400)));
      this.#exporting = undefined;
    } else this.#parts.hear(message);
  }
}

/** What most of a page is written in; screen readers speak it accordingly. */
function language(): string {
  return vscode.l10n.bundle === undefined ? "en" : vscode.env.language;
}

function webviewFolder(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, "dist", "webview");
}

function pageOf(webview: vscode.Webview, { extension, shown }: TabParts): string {
  const address = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(webviewFolder(extension), name)).toString();
  return panelPage({
    cspSource: webview.cspSource,
    script: address("panel.js"),
    style: address("panel.css"),
    worker: address("layout.js"),
    shown: JSON.stringify(shown),
    language: language(),
  });
}
