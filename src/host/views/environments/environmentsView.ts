import type { Memento, TreeView } from "vscode";
import type { Clock } from "../../../base/clock.ts";
import { type Disposable, DisposableStore, toDisposable } from "../../../base/dispose.ts";
import type { EnvironmentWatches } from "../../clusters/environmentWatches.ts";
import { setContextKey } from "../../contextKey.ts";
import { collapseMemory } from "../../rows/collapseMemory.ts";
import { RowProvider } from "../../rows/rowProvider.ts";
import type { Place } from "../../rows/rowTree.ts";
import { throttled } from "../../rows/throttled.ts";
import type { Runs } from "../../runs/runs.ts";
import type { ConfigFiles } from "../../workspace/configFiles.ts";
import type { FilledView } from "../filledView.ts";
import { EnvironmentsModel } from "./environmentsModel.ts";
import type { EnvironmentsTarget } from "./model/target.ts";
import { placesOf } from "./places.ts";
import type { ViewMemory } from "./viewMemory.ts";

/** Changes that come together are shown together; a rollout's events come by the dozen. Milliseconds. */
const SHOW_AFTER_MS = 30;
/** How often ages in rows are brought up to date while the view is visible. Milliseconds. */
const AGES_EVERY_MS = 30_000;

interface Parts {
  readonly clock: Clock;
  readonly files: ConfigFiles;
  readonly watches: EnvironmentWatches;
  readonly runs: Runs;
  readonly memory: ViewMemory;
  readonly state: Memento;
}

/** Fills the Environments view: watches clusters only while it is visible, and shows what changed. */
export function fillEnvironmentsView(view: TreeView<unknown>, parts: Parts): FilledView {
  const { clock, files, watches, runs, memory } = parts;
  const store = new DisposableStore();
  const model = new EnvironmentsModel();
  const collapse = collapseMemory(parts.state, "environments.open");
  const current = () => model.rows(sourcesOf(parts), { now: clock.now(), filter: memory.filter.toLowerCase() });
  const rows = store.add(new RowProvider<EnvironmentsTarget>(current, collapse));
  const show = store.add(
    throttled(clock, SHOW_AFTER_MS, () => {
      if (view.visible) rows.refresh();
      setContextKey("tidegate.filteredOut", memory.filter !== "" && rows.getChildren().length === 0);
    }),
  );
  const look = (): void => {
    files.start();
    watches.want(placesOf(files.shown));
    watches.look(view.visible && files.shown.length > 0);
    show.run();
  };
  for (const subscription of [
    view.onDidChangeVisibility(look),
    view.onDidExpandElement(({ element }) => collapse.remember(idOf(element), true)),
    view.onDidCollapseElement(({ element }) => collapse.remember(idOf(element), false)),
    files.onChange(look),
    watches.onChange(show.run),
    runs.onChange(show.run),
    memory.onChange(show.run),
    every(clock, AGES_EVERY_MS, () => {
      if (view.visible) show.run();
    }),
  ]) {
    store.add(subscription);
  }
  look();
  return { rows, dispose: () => store.dispose() };
}

/** The view's elements are the places that its rows stand in. */
function idOf(element: unknown): string {
  return (element as Place<EnvironmentsTarget>).row.id;
}

function sourcesOf({ files, runs, watches, memory }: Parts) {
  return {
    files: files.shown,
    runs: runs.all,
    snapshot: watches.snapshot.bind(watches),
    pinned: memory.isPinned.bind(memory),
  };
}

function every(clock: Clock, ms: number, run: () => void): Disposable {
  let timer = clock.after(ms, tick);
  function tick(): void {
    timer = clock.after(ms, tick);
    run();
  }
  return toDisposable(() => timer.dispose());
}
