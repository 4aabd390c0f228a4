import * as vscode from "vscode";
import type { Clock } from "../../../base/clock.ts";
import { type Disposable, DisposableStore, toDisposable } from "../../../base/dispose.ts";
import type { EnvironmentWatches } from "../../clusters/environmentWatches.ts";
import { setContextKey } from "../../contextKey.ts";
import type { ViewState } from "../../contributions/contextKeys.ts";
import { collapseMemory } from "../../rows/collapseMemory.ts";
import { RowProvider } from "../../rows/rowProvider.ts";
import type { Place } from "../../rows/rowTree.ts";
import { throttled } from "../../rows/throttled.ts";
import type { Runs } from "../../runs/runs.ts";
import type { ConfigFiles } from "../../workspace/configFiles.ts";
import { EnvironmentsModel, placesOf } from "./environmentsModel.ts";
import type { EnvironmentsTarget } from "./model/target.ts";
import type { ViewMemory } from "./viewMemory.ts";

/** Changes that come together are shown together; a rollout's events come by the dozen. Milliseconds. */
const SHOW_AFTER_MS = 30;
/** How often ages in rows are brought up to date while the view is visible. Milliseconds. */
const AGES_EVERY_MS = 30_000;

export interface EnvironmentsParts {
  readonly clock: Clock;
  readonly files: ConfigFiles;
  readonly watches: EnvironmentWatches;
  readonly runs: Runs;
  readonly memory: ViewMemory;
  readonly state: vscode.Memento;
}

/** The Environments view: watches clusters only while it is visible, and shows what changed. */
export function registerEnvironmentsView(parts: EnvironmentsParts): Disposable {
  const { clock, files, watches, runs, memory } = parts;
  const store = new DisposableStore();
  const model = new EnvironmentsModel();
  const collapse = collapseMemory(parts.state, "environments.open");
  const rows = () => model.rows(sourcesOf(parts), { now: clock.now(), filter: memory.filter.toLowerCase() });
  const provider = store.add(new RowProvider<EnvironmentsTarget>(rows, collapse));
  const view = store.add(
    vscode.window.createTreeView<Place<EnvironmentsTarget>>("tidegate.environments", {
      treeDataProvider: provider,
      showCollapseAll: true,
    }),
  );
  const describe = (): void => {
    view.description = memory.filter;
  };
  const show = store.add(
    throttled(clock, SHOW_AFTER_MS, () => {
      if (view.visible) provider.refresh();
      setContextKey("tidegate.state", stateOf(parts, provider));
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
    view.onDidExpandElement(({ element }) => collapse.remember(element.row.id, true)),
    view.onDidCollapseElement(({ element }) => collapse.remember(element.row.id, false)),
    files.onChange(look),
    watches.onChange(show.run),
    runs.onChange(show.run),
    memory.onChange(() => {
      describe();
      show.run();
    }),
    every(clock, AGES_EVERY_MS, () => {
      if (view.visible) show.run();
    }),
  ]) {
    store.add(subscription);
  }
  describe();
  if (view.visible) look();
  return store;
}

function sourcesOf({ files, runs, watches, memory }: EnvironmentsParts) {
  return {
    files: files.shown,
    runs: runs.all,
    snapshot: watches.snapshot.bind(watches),
    pinned: memory.isPinned.bind(memory),
  };
}

function stateOf({ files, memory }: EnvironmentsParts, provider: RowProvider<EnvironmentsTarget>): ViewState {
  if (files.loading) return "loading";
  if (files.all.length === 0) return "noFile";
  if (files.shown.length === 0) return "broken";
  if (placesOf(files.shown).length === 0) return "noApplications";
  return memory.filter !== "" && provider.getChildren().length === 0 ? "filteredOut" : "shown";
}

function every(clock: Clock, ms: number, run: () => void): Disposable {
  let timer = clock.after(ms, tick);
  function tick(): void {
    timer = clock.after(ms, tick);
    run();
  }
  return toDisposable(() => timer.dispose());
}
