import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../../base/dispose.ts";
import { productionUri } from "../decorations/productionDecorations.ts";
import { collapseOf, type CollapseMemory } from "./collapseMemory.ts";
import type { Row } from "./row.ts";
import { type Place, RowTree } from "./rowTree.ts";

/**
 * Shows rows in a tree view. {@link RowProvider.refresh} makes the rows anew and tells the editor only about the
 * places that look different.
 */
export class RowProvider<T> implements vscode.TreeDataProvider<Place<T>>, Disposable {
  readonly #rows: () => readonly Row<T>[];
  readonly #memory: CollapseMemory | undefined;
  readonly #tree = new RowTree<T>();
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<Place<T> | Place<T>[] | undefined>());

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(rows: () => readonly Row<T>[], memory?: CollapseMemory) {
    this.#rows = rows;
    this.#memory = memory;
  }

  /** Shows what is different now. */
  refresh(): void {
    const changed = this.#tree.update(this.#rows());
    if (changed.includes(undefined)) this.#changed.fire(undefined);
    else if (changed.length > 0) this.#changed.fire(changed.filter((place) => place !== undefined));
  }

  getChildren(place?: Place<T>): Place<T>[] {
    return [...this.#tree.childrenOf(place, this.#rows)];
  }

  getParent(place: Place<T>): Place<T> | undefined {
    return place.parent;
  }

  getTreeItem(place: Place<T>): vscode.TreeItem {
    const { row } = place;
    const item = new vscode.TreeItem(row.label, STATES[collapseOf(row, this.#memory)]);
    item.id = row.id;
    item.description = row.description;
    item.iconPath = new vscode.ThemeIcon(
      row.icon.id,
      row.icon.color === undefined ? undefined : new vscode.ThemeColor(row.icon.color),
    );
    item.contextValue = row.contextValue;
    item.accessibilityInformation = { label: row.accessibilityLabel };
    // Neither commands nor HTML can come of a tooltip: what is in it was written by others.
    item.tooltip = new vscode.MarkdownString(row.tooltip, false);
    if (row.click !== undefined) item.command = { command: row.click, title: row.label, arguments: [place] };
    if (row.checked !== undefined) item.checkboxState = BOXES[row.checked ? "checked" : "unchecked"];
    if (row.production === true) item.resourceUri = productionUri(row.id);
    return item;
  }

  /** The place of a row that was shown. */
  find(id: string): Place<T> | undefined {
    return this.#tree.find(id);
  }

  dispose(): void {
    this.#store.dispose();
    this.#tree.clear();
  }
}

const BOXES = {
  checked: vscode.TreeItemCheckboxState.Checked,
  unchecked: vscode.TreeItemCheckboxState.Unchecked,
} as const;

const STATES: Readonly<Record<Row["collapsible"], vscode.TreeItemCollapsibleState>> = {
  none: vscode.TreeItemCollapsibleState.None,
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
  expanded: vscode.TreeItemCollapsibleState.Expanded,
};
