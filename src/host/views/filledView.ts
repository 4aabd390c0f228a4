import type { TreeDataProvider } from "vscode";
import type { Disposable } from "../../base/dispose.ts";

/** The rows of a view, brought up to date until they are disposed. */
export interface FilledView extends Disposable {
  readonly rows: TreeDataProvider<unknown>;
}
