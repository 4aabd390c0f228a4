import * as vscode from "vscode";
import type { Clock } from "../../../base/clock.ts";
import { type Disposable, DisposableStore } from "../../../base/dispose.ts";
import { setContextKey } from "../../contextKey.ts";
import { l10n } from "../../l10n.ts";
import { attentionOf } from "../../notify/attention.ts";
import { RowProvider } from "../../rows/rowProvider.ts";
import { throttled } from "../../rows/throttled.ts";
import type { Runs } from "../../runs/runs.ts";
import { isActive, type RunKey } from "../../runs/runView.ts";
import { approvalRows } from "../approvals/approvalRow.ts";
import { runRows } from "./runRows.ts";

/** Changes that come together are shown together. Milliseconds. */
const SHOW_AFTER_MS = 60;
/** How often a countdown is brought up to date while its view is visible. Milliseconds. */
const COUNTDOWN_EVERY_MS = 1000;
/** How often ages are. Milliseconds. */
const AGES_EVERY_MS = 30_000;

/** The Approvals view, with its badge, and the Runs view. */
export function registerRunsViews(runs: Runs, clock: Clock): Disposable {
  const store = new DisposableStore();
  const approvals = store.add(
    new RowProvider<RunKey>(() => approvalRows(runs.all, (file) => runs.me(file), { now: clock.now() })),
  );
  const list = store.add(new RowProvider<RunKey>(() => runRows(runs.all, runs.unreadable, { now: clock.now() })));
  const approvalsView = store.add(vscode.window.createTreeView("tidegate.approvals", { treeDataProvider: approvals }));
  const runsView = store.add(vscode.window.createTreeView("tidegate.runs", { treeDataProvider: list }));
  let timer: Disposable | undefined;
  const refresh = (): void => {
    if (approvalsView.visible) approvals.refresh();
    if (runsView.visible) list.refresh();
    timer?.dispose();
    timer = nextRefresh();
  };
  const nextRefresh = (): Disposable | undefined => {
    if (!approvalsView.visible && !runsView.visible) return undefined;
    const counting = runsView.visible && runs.all.some((run) => isActive(run) && run.state.holdEndsAt !== undefined);
    return clock.after(counting ? COUNTDOWN_EVERY_MS : AGES_EVERY_MS, refresh);
  };
  const show = store.add(
    throttled(clock, SHOW_AFTER_MS, () => {
      tellContext(runs);
      const waiting = attentionOf(runs.all).length;
      approvalsView.badge = waiting === 0 ? undefined : { value: waiting, tooltip: badgeTooltip(waiting) };
      refresh();
    }),
  );
  store.add(runs.onChange(show.run));
  store.add(approvalsView.onDidChangeVisibility(show.run));
  store.add(runsView.onDidChangeVisibility(show.run));
  store.add({ dispose: () => timer?.dispose() });
  show.run();
  return store;
}

function badgeTooltip(waiting: number): string {
  return waiting === 1 ? l10n.t("1 run waits for a person") : l10n.t("{0} runs wait for a person", waiting);
}

function tellContext(runs: Runs): void {
  const { all } = runs;
  setContextKey("tidegate.hasRuns", all.length + runs.unreadable.length > 0);
  setContextKey("tidegate.running", all.some(isActive));
  setContextKey(
    "tidegate.waiting",
    all.some((run) => isActive(run) && run.state.approval !== undefined),
  );
}
