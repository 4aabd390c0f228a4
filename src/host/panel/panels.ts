import * as vscode from "vscode";
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
  /** Says what went wrong in something that a panel asked for. */
  readonly guard: (work: () => Promise<void>) => Promise<void>;
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
  readonly #store = new DisposableStore();

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#store.add(
      vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, {
        deserializeWebviewPanel: (panel, state: unknown) => Promise.resolve(this.#restore(panel, state)),
      }),
    );
  }

  /** Shows the panel of this, and a node of it; the one that is open already, where there is one. */
  show(shown: Shown, title: string, node?: string): void {
    const known = this.#open.get(shownId(shown));
    if (known !== undefined) return known.tab.reveal(node);
    const panel = vscode.window.createWebviewPanel(PANEL_TYPE, title, vscode.ViewColumn.Active);
    this.#take(panel, shown).tab.reveal(node);
  }

  /** The panel that the person looks at. */
  get active(): OpenPanel | undefined {
    return [...this.#open.values()].find(({ tab }) => tab.active);
  }

  dispose(): void {
    this.#store.dispose();
    for (const one of this.#open.values()) one.dispose();
    this.#open.clear();
  }

  #restore(panel: vscode.WebviewPanel, state: unknown): void {
    const shown = shownIn(state);
    if (shown === undefined || this.#open.has(shownId(shown))) panel.dispose();
    else this.#take(panel, shown);
  }

  #take(panel: vscode.WebviewPanel, shown: Shown): OpenPanel {
    const { source: makeSource, guard, ...parts } = this.#parts;
    const store = new DisposableStore();
    const source = store.add(makeSource(shown));
    const hear = (message: WebviewMessage): void => void guard(() => source.hear(message));
    const tab = store.add(new PanelTab(panel, { ...parts, shown, hear, snapshot: () => source.snapshot() }));
    store.add(source.onChange(() => tab.refresh()));
    store.add(
      panel.onDidDispose(() => {
        store.dispose();
        this.#open.delete(tab.id);
      }),
    );
    const open = { tab, source, dispose: () => store.dispose() };
    this.#open.set(tab.id, open);
    return open;
  }
}
