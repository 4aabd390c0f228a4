import { type Disposable, DisposableStore } from "../base/dispose.ts";
import type { Log } from "./log/log.ts";

/** Starts the parts by their names. One that fails is logged, and the others are there all the same. */
export function startEach(log: Log, parts: Readonly<Record<string, () => Disposable>>): Disposable {
  const store = new DisposableStore();
  for (const [name, start] of Object.entries(parts)) {
    try {
      store.add(start());
    } catch (error) {
      log.error(`The ${name} could not be started.`, error);
    }
  }
  return store;
}
