import { Emitter, type Event } from "../../base/event.ts";
import type { ObservationState } from "../../core/rollout/cluster.ts";
import type { KubeObject } from "../../core/rollout/objects.ts";
import type { WatchEvent } from "./watch.ts";

/** What is known of one kind in one namespace, and how well. Changes made in one turn are announced once. */
export class ObjectTable<T extends KubeObject> {
  readonly #objects = new Map<string, T>();
  readonly #emitter = new Emitter<void>();
  readonly #keyOf: (object: T) => string;
  readonly #keep: (object: T) => T;
  #state: ObservationState = { phase: "loading" };
  #announced = true;

  constructor(namespace: string, keep: (object: T) => T) {
    this.#keep = keep;
    this.#keyOf = ({ metadata }) =>
      namespace === "" && metadata.namespace !== undefined ? `${metadata.namespace}/${metadata.name}` : metadata.name;
  }

  readonly onChange: Event<void> = (listener) => this.#emitter.event(listener);

  get objects(): ReadonlyMap<string, T> {
    return this.#objects;
  }

  get state(): ObservationState {
    return this.#state;
  }

  setState(state: ObservationState): void {
    if (state.phase === this.#state.phase && JSON.stringify(state) === JSON.stringify(this.#state)) return;
    this.#state = state;
    this.#announce();
  }

  /** Puts a whole list in the place of what was there; objects that did not change stay the same objects. */
  replace(items: readonly T[]): void {
    const gone = new Set(this.#objects.keys());
    for (const item of items) {
      gone.delete(this.#keyOf(item));
      this.#put(item);
    }
    for (const key of gone) this.#objects.delete(key);
    if (gone.size > 0) this.#announce();
  }

  apply(events: readonly WatchEvent<T>[]): void {
    for (const { type, object } of events) {
      if (type === "BOOKMARK") continue;
      if (type !== "DELETED") this.#put(this.#keep(object));
      else if (this.#objects.delete(this.#keyOf(object))) this.#announce();
    }
  }

  dispose(): void {
    this.#emitter.dispose();
  }

  #put(object: T): void {
    const key = this.#keyOf(object);
    const version = object.metadata.resourceVersion;
    const before = this.#objects.get(key)?.metadata;
    if (version !== undefined && before?.resourceVersion === version && before.uid === object.metadata.uid) return;
    this.#objects.set(key, object);
    this.#announce();
  }

  #announce(): void {
    if (!this.#announced) return;
    this.#announced = false;
    queueMicrotask(() => {
      this.#announced = true;
      this.#emitter.fire();
    });
  }
}
