import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../../base/dispose.ts";
import { PANEL_TYPE } from "../contributions/panelType.ts";
import type { OpenPanel, Panels } from "./panels.ts";
import type { Shown } from "./shown.ts";

/** The panels in the editor, loaded with the first that is opened or comes back with the window. */
export class LazyPanels implements Disposable {
  readonly #load: () => Promise<Panels>;
  readonly #store = new DisposableStore();
  #loading: Promise<Panels> | undefined;
  #panels: Panels | undefined;

  constructor(load: () => Promise<Panels>) {
    this.#load = load;
    this.#store.add(
      vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, {
        deserializeWebviewPanel: async (panel, state: unknown) => (await this.#loaded()).restore(panel, state),
      }),
    );
  }

  /** Shows the panel of this, and a node of it; the one that is open already, where there is one. */
  async show(shown: Shown, title: string, node?: string): Promise<void> {
    (await this.#loaded()).show(shown, title, node);
  }

  /** The panel that the person looks at. */
  get active(): OpenPanel | undefined {
    return this.#panels?.active;
  }

  dispose(): void {
    this.#store.dispose();
  }

  #loaded(): Promise<Panels> {
    this.#loading ??= this.#load().then((panels) => (this.#panels = this.#store.add(panels)));
    return this.#loading;
  }
}
