import { type Disposable, DisposableStore } from "../../../base/dispose.ts";
import { setContextKey } from "../../contextKey.ts";
import type { Services } from "../../services.ts";
import type { FilledView } from "../filledView.ts";
import { LazyView } from "../lazyView.ts";
import { viewState } from "./viewState.ts";

/** The Environments view as it is before somebody looks at it; its rows, and watching clusters, are loaded then. */
export function registerEnvironmentsView(services: Services): Disposable {
  const { files, memory, parts } = services;
  const store = new DisposableStore();
  const rows = async (): Promise<FilledView["rows"]> => store.add(await parts.environmentsEditor(services, view)).rows;
  const { view } = store.add(new LazyView("tidegate.environments", { rows, collapsible: true }));
  const describe = (): void => {
    view.description = memory.filter;
    setContextKey("tidegate.filtered", memory.filter !== "");
  };
  store.add(memory.onChange(describe));
  if (memory.filter !== "") describe();
  store.add(files.onChange(() => setContextKey("tidegate.state", viewState(files))));
  return store;
}
