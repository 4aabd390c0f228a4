import type { ServerResponse } from "node:http";
import type { Clock } from "../../../base/clock.ts";
import { DisposableStore, toDisposable } from "../../../base/dispose.ts";
import type { KubeObject } from "../../../core/rollout/objects.ts";
import type { Change, Store } from "../../store/store.ts";
import type { Target } from "../http/target.ts";
import type { Members } from "../json.ts";
import { apiVersionOf } from "../kinds.ts";
import { expired, statusOf } from "../status.ts";
import { selectionOf } from "./selection.ts";

/** Writes one event's object in the form the client asked for. */
type Render = (object: KubeObject) => Members;

interface WatchRequest {
  readonly target: Target;
  readonly query: URLSearchParams;
  readonly render: Render;
}

/** As often as the real server tells an idle watch how far it has come, in milliseconds. */
const BOOKMARK_INTERVAL = 60_000;
/** And once more shortly before the watch ends by itself, in milliseconds. */
const LAST_BOOKMARK_BEFORE_END = 2_000;
const DEFAULT_TIMEOUT_SECONDS = 1_800;

/** All running watches. */
export interface Watches {
  start(request: WatchRequest, response: ServerResponse): void;
  /** Ends them all, as a restarting server would; says how many. */
  cut(): number;
}

export function createWatches(store: Store, clock: Clock): Watches {
  const running = new Set<Watch>();
  return {
    start(request, response) {
      const watch = new Watch(store, clock, request, response);
      running.add(watch);
      response.on("close", () => {
        watch.dispose();
        running.delete(watch);
      });
      watch.start();
    },
    cut() {
      const count = running.size;
      for (const watch of running) watch.end();
      return count;
    },
  };
}

/**
 * One watch. It keeps no queue: it remembers the revision it has sent and reads on from the store's history, so that a
 * slow client costs nothing; one that falls out of the history is told 410.
 */
class Watch {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #request: WatchRequest;
  readonly #response: ServerResponse;
  readonly #matches: (object: unknown) => boolean;
  readonly #disposables = new DisposableStore();
  #sent: number;
  #blocked = false;

  constructor(store: Store, clock: Clock, request: WatchRequest, response: ServerResponse) {
    this.#store = store;
    this.#clock = clock;
    this.#request = request;
    this.#response = response;
    this.#matches = selectionOf(request.target.kind, request.query).matches;
    this.#sent = Number(request.query.get("resourceVersion") ?? 0);
  }

  start(): void {
    const { kind } = this.#request.target;
    const seconds = Number(this.#request.query.get("timeoutSeconds") ?? 0) || DEFAULT_TIMEOUT_SECONDS;
    this.#disposables.add(this.#clock.after(seconds * 1000, () => this.end()));
    this.#response.on("drain", () => {
      this.#blocked = false;
      this.#pump();
    });
    this.#sendInitial();
    this.#scheduleBookmarks(seconds * 1000);
    this.#disposables.add(
      this.#store.onChange((change) => {
        if (change.resource === kind.resource) this.#pump();
        else this.#passOver(change.revision);
      }),
    );
    this.#pump();
  }

  /** What happens elsewhere moves the place on, so that history may be forgotten up to there. */
  #passOver(revision: number): void {
    if (!this.#blocked) this.#sent = Math.max(this.#sent, revision);
  }

  end(): void {
    if (this.#disposables.isDisposed) return;
    this.dispose();
    this.#response.end();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  /** Without a revision to start from, a watch begins with everything there is. */
  #sendInitial(): void {
    const { query, target } = this.#request;
    const wantsInitial = query.get("sendInitialEvents") === "true";
    if (this.#sent !== 0 && !wantsInitial) return;
    if (query.get("sendInitialEvents") === "false") {
      this.#sent = this.#store.revision;
      return;
    }
    for (const object of this.#store.list(target.kind.resource, target.namespace)) {
      if (this.#matches(object)) this.#write("ADDED", this.#request.render(object));
    }
    this.#sent = this.#store.revision;
    if (wantsInitial && this.#wantsBookmarks()) this.#sendBookmark({ "k8s.io/initial-events-end": "true" });
  }

  #wantsBookmarks(): boolean {
    return ["true", "1"].includes(this.#request.query.get("allowWatchBookmarks") ?? "");
  }

  #scheduleBookmarks(timeout: number): void {
    if (!this.#wantsBookmarks()) return;
    const last = Math.max(0, timeout - LAST_BOOKMARK_BEFORE_END);
    this.#disposables.add(this.#clock.after(last, () => this.#sendBookmark()));
    let timer = toDisposable(() => undefined);
    const tick = (): void => {
      timer = this.#clock.after(BOOKMARK_INTERVAL, () => {
        this.#sendBookmark();
        tick();
      });
    };
    tick();
    this.#disposables.add(toDisposable(() => timer.dispose()));
  }

  #sendBookmark(annotations?: Members): void {
    const { kind } = this.#request.target;
    const metadata = {
      resourceVersion: String(this.#sent),
      creationTimestamp: null,
      ...(annotations && { annotations }),
    };
    this.#write("BOOKMARK", { kind: kind.kind, apiVersion: apiVersionOf(kind), metadata });
  }

  #pump(): void {
    if (this.#blocked || this.#disposables.isDisposed) return;
    const changes = this.#store.changesSince(this.#request.target.kind.resource, this.#sent);
    if (changes === "gone") return this.#expire();
    for (const change of changes) {
      if (this.#blocked) return;
      this.#sent = change.revision;
      this.#tell(change);
    }
    this.#sent = Math.max(this.#sent, this.#store.revision);
  }

  #expire(): void {
    const status = statusOf(expired(`too old resource version: ${this.#sent} (${this.#store.revision})`));
    this.#write("ERROR", { ...status });
    this.end();
  }

  /** To a selective watch, an object comes and goes as it begins and ceases to match. */
  #tell({ type, object, previous }: Change): void {
    const { namespace } = this.#request.target;
    if (namespace !== undefined && namespace !== "" && object.metadata.namespace !== namespace) return;
    const before = previous !== undefined && this.#matches(previous);
    const after = type !== "DELETED" && this.#matches(object);
    if (!before && !after) return;
    const seen = after ? (before ? "MODIFIED" : "ADDED") : "DELETED";
    this.#write(seen, this.#request.render(object));
  }

  #write(type: string, object: Members): void {
    if (!this.#response.write(`${JSON.stringify({ type, object })}\n`)) this.#blocked = true;
  }
}
