import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../../base/dispose.ts";
import type { Runs } from "../runs/runs.ts";
import { statusOf, type StatusText } from "./statusText.ts";

/** The one status bar item: there only when a run waits for a person or is under way. */
export function registerStatusItem(runs: Runs): Disposable {
  const store = new DisposableStore();
  const item = store.add(vscode.window.createStatusBarItem("tidegate.status", vscode.StatusBarAlignment.Left, 0));
  item.name = "Tidegate";
  const show = (): void => {
    const status = statusOf(runs.all);
    if (status === undefined) return item.hide();
    item.text = status.text;
    item.tooltip = status.tooltip;
    item.accessibilityInformation = { label: status.tooltip };
    item.command = commandOf(status);
    item.backgroundColor = status.waiting ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
    item.show();
  };
  store.add(runs.onChange(show));
  show();
  return store;
}

/** One run is opened at once; of several a person picks in their view. */
function commandOf({ run, tooltip, waiting }: StatusText): vscode.Command | string {
  if (run !== undefined) return { command: "tidegate.openRunPanel", title: tooltip, arguments: [run] };
  return waiting ? "tidegate.approvals.focus" : "tidegate.runs.focus";
}
