import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../../base/dispose.ts";
import type { Services } from "../services.ts";
import type { ReadinessEditor, ReadinessPlace } from "./readinessEditor.ts";

/** The Readiness view, whose rows and commands are loaded with the first look at it or the first call. */
export class LazyReadiness implements Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<unknown>());
  readonly #services: () => Services;
  #place: ReadinessPlace | undefined;
  #loading: Promise<ReadinessEditor> | undefined;
  #editor: ReadinessEditor | undefined;

  constructor(services: () => Services) {
    this.#services = services;
  }

  /** Makes the view. Reads nothing. */
  start(): Disposable {
    const view = this.#store.add(
      vscode.window.createTreeView<unknown>("tidegate.readiness", {
        treeDataProvider: {
          onDidChangeTreeData: this.#changed.event,
          getChildren: async (place) =>
            vscode.workspace.isTrusted ? (await this.editor()).rows.getChildren(place) : [],
          getTreeItem: (place) => this.#editor?.rows.getTreeItem(place) ?? new vscode.TreeItem(""),
          getParent: (place) => this.#editor?.rows.getParent?.(place),
        },
        showCollapseAll: true,
      }),
    );
    this.#place = { view, changed: this.#changed };
    this.#store.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.#changed.fire(undefined)));
    return this;
  }

  /** What the view and its commands do. */
  editor(): Promise<ReadinessEditor> {
    return (this.#loading ??= this.#load());
  }

  /** Something was found out that the view tells of. Loads nothing: what was never looked at need not be looked at again. */
  lookAgain(): void {
    this.#editor?.lookAgain();
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #load(): Promise<ReadinessEditor> {
    if (this.#place === undefined) throw new Error("The Readiness view was not made.");
    const services = this.#services();
    this.#editor = this.#store.add(await services.parts.readinessEditor(services, this.#place));
    return this.#editor;
  }
}
