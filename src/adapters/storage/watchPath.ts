import { existsSync, type FSWatcher, watch } from "node:fs";
import { join } from "node:path";
import { type Disposable, toDisposable } from "../../base/dispose.ts";
import { hasCode } from "./paths.ts";

/**
 * Calls back when something changes in `folder/names…`, which need not exist yet: until it does, the deepest folder
 * that exists is watched. No polling; may call back once too often, never once too seldom.
 */
export function watchPath(folder: string, names: readonly string[], onChange: () => void): Disposable {
  const paths = [folder, ...names.map((_name, index) => join(folder, ...names.slice(0, index + 1)))];
  let watched: string | undefined;
  let watcher: FSWatcher | undefined;
  let disposed = false;
  const arm = (): void => {
    // What appears between the look and the watch is found by looking once more.
    for (let deepest = deepestOf(paths); deepest !== watched; deepest = deepestOf(paths)) {
      watcher?.close();
      watched = deepest;
      watcher = deepest === undefined ? undefined : begin(deepest);
    }
  };
  const begin = (path: string): FSWatcher | undefined => {
    const own = watchIfThere(path, changed);
    own?.on("error", () => {
      own.close();
      if (watched === path) watched = undefined;
      changed();
    });
    return own;
  };
  const changed = (): void => {
    if (disposed) return;
    arm();
    onChange();
  };
  arm();
  return toDisposable(() => {
    disposed = true;
    watcher?.close();
  });
}

function deepestOf(paths: readonly string[]): string | undefined {
  return paths.findLast((path) => existsSync(path));
}

/** Undefined where the path went away since it was found; what took it away is seen by the next look. */
function watchIfThere(path: string, changed: () => void): FSWatcher | undefined {
  try {
    return watch(path, changed);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}
