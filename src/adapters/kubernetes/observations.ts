import { toDisposable, type Disposable } from "../../base/dispose.ts";
import { DisposableStore } from "../../base/dispose.ts";
import type { Observation } from "../../core/rollout/cluster.ts";
import type { Kind } from "../../core/rollout/kinds.ts";
import type { KubeObject } from "../../core/rollout/objects.ts";
import { listWatch } from "./listWatch.ts";
import { ObjectTable } from "./objectTable.ts";
import type { Pace } from "./pace.ts";
import { readList } from "./reads.ts";
import type { Rest } from "./rest.ts";
import { Turns } from "./turns.ts";
import { openWatch } from "./watch.ts";

/**
 * After this long without a byte a watch is opened anew, and counts as lost if that fails. Bookmarks come about once a
 * minute, but not where nothing of the kind has changed in the whole cluster. Milliseconds.
 */
const SILENCE_MS = 75_000;
/** Servers are asked to end a watch after five to ten minutes, spread so that watches do not all end together. */
const WATCH_SECONDS = 300;
/**
 * So many lists are read at a time. More would not come sooner from a server that is busy with them, and what is in
 * flight is what makes the process grow: memory that was once needed is seldom given back.
 */
const LISTS_AT_ONCE = 2;

/** The live views of one cluster: one list-and-watch for each kind and namespace, however many look at it. */
export interface Observations extends Disposable {
  observe<T extends KubeObject>(kind: Kind, namespace: string): Observation<T>;
}

export interface ObservationParts extends Pace {
  readonly rest: Rest;
  /** What of an object stays in memory. Pure. */
  readonly keep: <T extends KubeObject>(object: T) => T;
  readonly silenceMs?: number;
}

interface Shared {
  readonly table: ObjectTable<KubeObject>;
  readonly loop: Disposable;
  viewers: number;
}

export function observationsOf(parts: ObservationParts): Observations {
  const all = new Map<string, Shared>();
  const turns = new Turns(LISTS_AT_ONCE);

  function leave(key: string, shared: Shared): void {
    if (--shared.viewers > 0) return;
    all.delete(key);
    shared.loop.dispose();
    shared.table.dispose();
  }

  return {
    observe<T extends KubeObject>(kind: Kind, namespace: string): Observation<T> {
      const key = `${kind.apiVersion}/${kind.plural}/${namespace}`;
      const shared = all.get(key) ?? start(parts, turns, kind, namespace);
      all.set(key, shared);
      shared.viewers++;
      return viewOf(shared, () => leave(key, shared)) as Observation<T>;
    },
    dispose() {
      for (const { loop, table } of all.values()) {
        loop.dispose();
        table.dispose();
      }
      all.clear();
    },
  };
}

function start(parts: ObservationParts, turns: Turns, kind: Kind, namespace: string): Shared {
  const { rest, keep, random, silenceMs = SILENCE_MS } = parts;
  const table = new ObjectTable<KubeObject>(namespace, keep);
  const source = {
    list: (signal: AbortSignal) => turns.run(() => readList(rest, kind, { namespace }, { signal, keep })),
    watch: (resourceVersion: string, signal: AbortSignal) => {
      const timeoutSeconds = Math.round(WATCH_SECONDS * (1 + random()));
      return openWatch<KubeObject>(rest, kind, namespace, resourceVersion, { signal, silenceMs, timeoutSeconds });
    },
  };
  return { table, loop: listWatch(table, source, parts), viewers: 0 };
}

/** One viewer's handle: its listeners end with it, and so may the watch behind. */
function viewOf(shared: Shared, leave: () => void): Observation<KubeObject> {
  const listeners = new DisposableStore();
  const left = toDisposable(leave);
  return {
    get objects() {
      return shared.table.objects;
    },
    get state() {
      return shared.table.state;
    },
    onChange: (listener) => listeners.add(shared.table.onChange(listener)),
    dispose() {
      listeners.dispose();
      left.dispose();
    },
  };
}
