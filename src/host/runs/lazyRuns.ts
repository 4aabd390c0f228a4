import { type Disposable, DisposableStore } from "../../base/dispose.ts";
import type { Services } from "../services.ts";
import { LazyView } from "../views/lazyView.ts";
import type { RunsEditor } from "./runsEditor.ts";

/**
 * The Approvals and the Runs view as they are while there is nothing to tell. What fills them, counts on the badge and
 * notifies is loaded with the first look at one of them, or the first run.
 */
export function registerRuns(services: Services): Disposable {
  const { runs, parts, log } = services;
  const store = new DisposableStore();
  let editor: Promise<RunsEditor> | undefined;
  const load = (): Promise<RunsEditor> => {
    editor ??= parts.runsEditor(services, { approvals: waiting.view, runs: list.view }).then((it) => store.add(it));
    return editor;
  };
  const waiting = store.add(
    new LazyView("tidegate.approvals", { rows: async () => (await load()).approvals, collapsible: false }),
  );
  const list = store.add(new LazyView("tidegate.runs", { rows: async () => (await load()).runs, collapsible: false }));
  const first = store.add(
    runs.onChange(() => {
      if (runs.all.length + runs.unreadable.length === 0) return;
      store.delete(first);
      load().catch((error: unknown) => log.error("It cannot be told of runs.", error));
    }),
  );
  return store;
}
