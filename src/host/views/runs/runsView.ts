import type { TreeView } from "vscode";
import type { Clock } from "../../../base/clock.ts";
import { type Disposable, DisposableStore } from "../../../base/dispose.ts";
import { setContextKey } from "../../contextKey.ts";
import { RowProvider } from "../../rows/rowProvider.ts";
import type { FilledView } from "../filledView.ts";
import { throttled } from "../../rows/throttled.ts";
import type { Runs } from "../../runs/runs.ts";
import { isActive, type RunKey } from "../../runs/runView.ts";
import { runRows } from "./runRows.ts";

/** Changes that come together are shown together. Milliseconds. */
const SHOW_AFTER_MS = 60;
/** How often a countdown is brought up to date while the view is visible. Milliseconds. */
const COUNTDOWN_EVERY_MS = 1000;
/** How often ages are. Milliseconds. */
const AGES_EVERY_MS = 30_000;

/** Fills the Runs view. */
export function fillRunsView(view: TreeView<unknown>, runs: Runs, clock: Clock): FilledView {
  const store = new DisposableStore();
  const rows = store.add(new RowProvider<RunKey>(() => runRows(runs.all, runs.unreadable, { now: clock.now() })));
  let timer: Disposable | undefined;
  const refresh = (): void => {
    if (view.visible) rows.refresh();
    timer?.dispose();
    timer = nextRefresh();
  };
  const nextRefresh = (): Disposable | undefined => {
    if (!view.visible) return undefined;
    const counting = runs.all.some((run) => isActive(run) && run.state.holdEndsAt !== undefined);
    return clock.after(counting ? COUNTDOWN_EVERY_MS : AGES_EVERY_MS, refresh);
  };
  const show = store.add(
    throttled(clock, SHOW_AFTER_MS, () => {
      tellContext(runs);
      refresh();
    }),
  );
  store.add(runs.onChange(show.run));
  store.add(view.onDidChangeVisibility(show.run));
  store.add({ dispose: () => timer?.dispose() });
  show.run();
  return { rows, dispose: () => store.dispose() };
}

function tellContext(runs: Runs): void {
  const { all } = runs;
  setContextKey("tidegate.hasRuns", all.length + runs.unreadable.length > 0);
  setContextKey("tidegate.running", all.some(isActive));
}
