import * as vscode from "vscode";
import type { Memento } from "vscode";
import type { Clock } from "../../base/clock.ts";
import { type Disposable, DisposableStore } from "../../base/dispose.ts";
import type { WebviewMessage } from "../../protocol/panel.ts";
import { PANEL_TYPE } from "../contributions/panelType.ts";
import type { Log } from "../log/log.ts";
import type { PanelPart } from "./panelPart.ts";
import type { PanelSource } from "./panelSource.ts";
import { PanelTab } from "./panelTab.ts";
import { type Shown, shownId, shownIn } from "./shown.ts";

interface Parts {
  readonly extension: vscode.Uri;
  readonly clock: Clock;
  readonly log: Log;
  readonly part: () => Promise<PanelPart>;
  readonly source: (shown: Shown) => PanelSource;
  readonly memory: Memento;
  /** Says what went wrong in something that a panel asked for. */
  readonly guard: (work: () => Promise<void>) => Promise<void>;
}

/** What was open, by the titles of the tabs. */
const REMEMBERED = "panels";

interface Remembered {
  readonly title: string;
  readonly shown: string;
}

/** One open panel. */
export interface OpenPanel {
  readonly tab: PanelTab;
  readonly source: PanelSource;
}

/** The panels in the editor: one for each run and for each graph of a document. */
export class Panels implements Disposable {
  readonly #parts: Parts;
  readonly #open = new Map<string, OpenPanel & Disposable>();
  /** What was open before the window was loaded. */
  readonly #before: readonly Remembered[];

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#before = parts.memory.get<readonly Remembered[]>(REMEMBERED) ?? [];
  }

  /** Shows the panel of this, and a node of it; the one that is open already, where there is one. */
  show(shown: Shown, title: string, node?: string): void {
    const known = this.#open.get(shownId(shown));
    if (known !== undefined) return known.tab.reveal(node);
    const panel = vscode.window.createWebviewPanel(PANEL_TYPE, title, vscode.ViewColumn.Active);
    this.#take(panel, shown).tab.reveal(node);
  }

  /** Fills a panel that came back with the window; closes one of which it is not known what it showed. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    const shown = [state, ...this.#before.filter(({ title }) => title === panel.title)]
      .map(shownIn)
      .find((one) => one !== undefined && !this.#open.has(shownId(one)));
    if (shown === undefined) panel.dispose();
    else this.#take(panel, shown);
  }

  /** The panel that the person looks at. */
  get active(): OpenPanel | undefined {
    return [...this.#open.values()].find(({ tab }) => tab.active);
  }

  dispose(): void {
    for (const one of this.#open.values()) one.dispose();
    this.#open.clear();
  }

  /** A window that is loaded anew soon after a panel was opened has not yet kept what its webview said. */
  #remember(): void {
    const open = [...this.#open.values()].map(({ tab }) => ({ title: tab.title, shown: JSON.stringify(tab.shown) }));
    void this.#parts.memory.update(REMEMBERED, open satisfies Remembered[]);
  }

  #take(panel: vscode.WebviewPanel, shown: Shown): OpenPanel {
    const { source: makeSource, guard, memory: _memory, ...parts } = this.#parts;
    const store = new DisposableStore();
    const source = store.add(makeSource(shown));
    const hear = (message: WebviewMessage): void => void guard(() => source.hear(message));
    const tab = store.add(new PanelTab(panel, { ...parts, shown, hear, snapshot: () => source.snapshot() }));
    store.add(source.onChange(() => tab.refresh()));
    store.add(
      panel.onDidDispose(() => {
        store.dispose();
        this.#open.delete(tab.id);
        this.#remember();
      }),
    );
    const open = { tab, source, dispose: () => store.dispose() };
    this.#open.set(tab.id, open);
    this.#remember();
    return open;
  }
}
