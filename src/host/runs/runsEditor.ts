import type { TreeDataProvider, TreeView } from "vscode";
import type { Disposable } from "../../base/dispose.ts";

/** The views that runs and requests are shown in. */
export interface RunsViews {
  readonly approvals: TreeView<unknown>;
  readonly runs: TreeView<unknown>;
}

/** What shows and tells of runs and of requests: loaded with the first look at their views, or the first run. */
export interface RunsEditor extends Disposable {
  readonly approvals: TreeDataProvider<unknown>;
  readonly runs: TreeDataProvider<unknown>;
}
