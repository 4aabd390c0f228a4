import type { Kind } from "../../core/rollout/kinds.ts";
import type { KubeObject } from "../../core/rollout/objects.ts";
import { collectionPath, nameCollection, withQuery } from "./address.ts";
import { clusterFault, statusFault, type Status } from "./fault.ts";
import { LineSplitter } from "./lines.ts";
import type { Rest } from "./rest.ts";

/** One line of a watch that is about an object. A bookmark's object carries a resource version and nothing else. */
export interface WatchEvent<T> {
  readonly type: "ADDED" | "MODIFIED" | "DELETED" | "BOOKMARK";
  readonly object: T;
}

type WatchLine<T> = WatchEvent<T> | { readonly type: "ERROR"; readonly object: Status };

export interface WatchOptions {
  readonly signal: AbortSignal;
  /** A server that sends bookmarks is never silent for longer than about a minute. Milliseconds. */
  readonly silenceMs: number;
  /** After how long the server shall end the watch by itself. */
  readonly timeoutSeconds: number;
}

/**
 * Opens a watch that begins after a resource version. Resolves once the server has accepted it, to the events in the
 * batches they arrive in; ends when the server ends it. An error in the stream is thrown as its fault (410 is `Gone`).
 */
export async function openWatch<T extends KubeObject>(
  rest: Rest,
  kind: Kind,
  namespace: string,
  resourceVersion: string,
  options: WatchOptions,
): Promise<AsyncGenerator<WatchEvent<T>[], void, undefined>> {
  const doing = `watch ${nameCollection(kind, namespace)}`;
  const path = withQuery(collectionPath(kind, namespace), {
    watch: true,
    allowWatchBookmarks: true,
    resourceVersion,
    timeoutSeconds: options.timeoutSeconds,
  });
  const chunks = await rest.stream({ method: "GET", path, doing, signal: options.signal }, options.silenceMs);
  return eventsOf<T>(chunks, { context: rest.context, doing });
}

async function* eventsOf<T extends KubeObject>(
  chunks: AsyncIterable<Buffer>,
  purpose: { readonly context: string; readonly doing: string },
): AsyncGenerator<WatchEvent<T>[], void, undefined> {
  const lines = new LineSplitter();
  for await (const chunk of chunks) {
    const events: WatchEvent<T>[] = [];
    for (const line of lines.push(chunk)) {
      const event = line === "" ? undefined : parseLine<T>(line, purpose.context);
      if (event?.type === "ERROR") {
        // What came before the error holds; only then does the error count.
        yield events;
        throw statusFault(purpose, event.object.code ?? 500, event.object);
      }
      if (event) events.push(event);
    }
    yield events;
  }
}

function parseLine<T>(line: string, context: string): WatchLine<T> {
  try {
    return JSON.parse(line) as WatchLine<T>;
  } catch {
    throw clusterFault("ServerError", `${context} sent a watch event that is not JSON.`, { facts: { context } });
  }
}
