import { Fault, messageOf } from "../../base/result.ts";
import type { Disposable } from "../../base/dispose.ts";
import type { ClusterReason } from "../../core/rollout/cluster.ts";
import type { KubeObject } from "../../core/rollout/objects.ts";
import type { ObjectTable } from "./objectTable.ts";
import { backOff, pause, type Pace } from "./pace.ts";
import type { Listed } from "./reads.ts";
import type { WatchEvent } from "./watch.ts";

/** Where a list and its watch come from. */
export interface ListWatchSource<T> {
  list(signal: AbortSignal): Promise<Listed<T>>;
  watch(resourceVersion: string, signal: AbortSignal): Promise<AsyncIterable<WatchEvent<T>[]>>;
}

/** A watch that held this long was sound: the next failure starts the back-off anew. Milliseconds. */
const SOUND_MS = 10_000;
/** Pause after a refusal that no retry mends soon. Milliseconds. */
const REFUSED_MS = 60_000;
const REFUSALS: ReadonlySet<string> = new Set<ClusterReason>([
  "Forbidden",
  "Unauthorized",
  "CredentialFailed",
  "KubeconfigInvalid",
  "NotFound",
  "Invalid",
]);

/** Losses that happen all the time to sound connections; a watch of quiet objects may also have had nothing to say. */
const PASSING: ReadonlySet<string> = new Set<ClusterReason>(["Unreachable", "Timeout"]);

/**
 * Keeps a table true: lists, watches from there, and begins again after every end, with back-off. The table says
 * `live` while a watch holds, `stale` from the moment it was lost, `failed` while nothing was ever seen. The loss of a
 * sound watch, or its silence, is met by one quiet attempt first; only when that fails is it shown.
 */
export function listWatch<T extends KubeObject>(
  table: ObjectTable<T>,
  source: ListWatchSource<T>,
  pace: Pace,
): Disposable {
  const loop = new ListWatchLoop(table, source, pace);
  void loop.run();
  return loop;
}

class ListWatchLoop<T extends KubeObject> implements Disposable {
  readonly #table: ObjectTable<T>;
  readonly #source: ListWatchSource<T>;
  readonly #pace: Pace;
  readonly #stop = new AbortController();
  #version: string | undefined;
  #failures = 0;
  #heard: number;
  #seen = false;

  constructor(table: ObjectTable<T>, source: ListWatchSource<T>, pace: Pace) {
    this.#table = table;
    this.#source = source;
    this.#pace = pace;
    this.#heard = pace.clock.now();
  }

  dispose(): void {
    this.#stop.abort();
  }

  async run(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      const error: unknown = await this.#cycle().then(
        () => undefined,
        (caught: unknown) => caught ?? new Error("no reason given"),
      );
      if (signal.aborted) return;
      const wait = error === undefined ? this.#ended() : this.#failed(error);
      if (wait > 0) await pause(this.#pace.clock, wait, signal);
    }
  }

  /** A list where one is needed, then one watch to its end. */
  async #cycle(): Promise<void> {
    const { signal } = this.#stop;
    const version = this.#version ?? (await this.#list());
    const started = this.#pace.clock.now();
    const batches = await this.#source.watch(version, signal);
    signal.throwIfAborted();
    this.#live();
    try {
      for await (const events of batches) {
        if (signal.aborted) return;
        this.#take(events);
      }
    } finally {
      if (this.#pace.clock.now() - started >= SOUND_MS) this.#failures = 0;
    }
  }

  async #list(): Promise<string> {
    const { items, resourceVersion } = await this.#source.list(this.#stop.signal);
    this.#stop.signal.throwIfAborted();
    this.#version = resourceVersion;
    this.#table.replace(items);
    this.#live();
    return resourceVersion;
  }

  #take(events: readonly WatchEvent<T>[]): void {
    this.#heard = this.#pace.clock.now();
    this.#table.apply(events);
    this.#version = events.at(-1)?.object.metadata.resourceVersion ?? this.#version;
  }

  #live(): void {
    this.#seen = true;
    this.#heard = this.#pace.clock.now();
    this.#table.setState({ phase: "live" });
  }

  /** The server ended the watch as agreed: go on from where it stopped. Milliseconds to wait. */
  #ended(): number {
    return this.#failures++ === 0 ? 0 : backOff(this.#failures - 1, this.#pace.random);
  }

  /** Milliseconds to wait before the next attempt. */
  #failed(error: unknown): number {
    const reason = error instanceof Fault ? error.reason : "ServerError";
    const failures = this.#failures++;
    if (reason === "Gone") {
      this.#version = undefined;
      return failures === 0 ? 0 : backOff(failures, this.#pace.random);
    }
    if (PASSING.has(reason) && failures === 0 && this.#table.state.phase === "live") return 0;
    this.#show(reason as ClusterReason, messageOf(error));
    if (!REFUSALS.has(reason)) return Math.max(backOff(failures, this.#pace.random), retryAfter(error));
    this.#version = undefined;
    return REFUSED_MS * (1 + this.#pace.random() / 2);
  }

  #show(reason: ClusterReason, message: string): void {
    const since = this.#heard;
    this.#table.setState(
      this.#seen ? { phase: "stale", since, reason, message } : { phase: "failed", reason, message },
    );
  }
}

function retryAfter(error: unknown): number {
  return error instanceof Fault ? Number(error.facts["retryAfterSeconds"] ?? 0) * 1000 : 0;
}
