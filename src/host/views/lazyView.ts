import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../../base/dispose.ts";
import type { VIEWS } from "../contributions/views.ts";

type Rows = vscode.TreeDataProvider<unknown>;

interface Options {
  /** What fills the view; asked once, at the first look at it in a workspace that is trusted. */
  readonly rows: () => Promise<Rows>;
  readonly collapsible: boolean;
}

/** A tree view that is there from activation on, and whose rows are loaded with the first look at it. */
export class LazyView implements Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<unknown>());
  readonly #load: Options["rows"];
  #loading: Promise<Rows> | undefined;
  #rows: Rows | undefined;

  /** The view itself, for its description, message and badge. */
  readonly view: vscode.TreeView<unknown>;

  constructor(id: keyof typeof VIEWS, { rows, collapsible }: Options) {
    this.#load = rows;
    this.view = this.#store.add(
      vscode.window.createTreeView<unknown>(id, {
        treeDataProvider: {
          onDidChangeTreeData: this.#changed.event,
          getChildren: async (place) => (vscode.workspace.isTrusted ? (await this.#loaded()).getChildren(place) : []),
          getTreeItem: (place) => this.#rows?.getTreeItem(place) ?? new vscode.TreeItem(""),
          getParent: (place) => this.#rows?.getParent?.(place),
        },
        showCollapseAll: collapsible,
      }),
    );
    this.#store.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.#changed.fire(undefined)));
  }

  dispose(): void {
    this.#store.dispose();
  }

  #loaded(): Promise<Rows> {
    return (this.#loading ??= this.#load().then((rows) => {
      const changes = rows.onDidChangeTreeData?.((changed) => this.#changed.fire(changed));
      if (changes !== undefined) this.#store.add(changes);
      this.#rows = rows;
      return rows;
    }));
  }
}
