import type { Clock } from "../../base/clock.ts";
import { type Disposable, toDisposable } from "../../base/dispose.ts";
import { Emitter } from "../../base/event.ts";
import { type EnvironmentSnapshot, IDLE } from "./environmentSnapshot.ts";
import type { EnvironmentWatch } from "./environmentWatch.ts";

/** What is watched: a namespace of a context. Two environments that name the same one share its watch. */
export interface Place {
  readonly context: string;
  readonly namespace: string;
}

interface Options {
  readonly clock: Clock;
  readonly watch: (place: Place) => EnvironmentWatch;
  /** How long watches are kept after nobody looks any more, in milliseconds. */
  readonly keepMs: () => number;
}

const keyOf = ({ context, namespace }: Place): string => `${context}\n${namespace}`;

/** The watches of all environments: open while somebody looks, closed a while after. */
export class EnvironmentWatches implements Disposable {
  readonly #options: Options;
  readonly #watches = new Map<string, EnvironmentWatch>();
  readonly #changed = new Emitter<void>();
  #wanted: ReadonlyMap<string, Place> = new Map();
  #looking = false;
  #closing: Disposable = toDisposable(() => undefined);

  constructor(options: Options) {
    this.#options = options;
  }

  /** Fires when any snapshot is another one. */
  readonly onChange = this.#changed.event;

  /** What is known about a place; watching it is not begun by asking. */
  snapshot(place: Place): EnvironmentSnapshot {
    return this.#watches.get(keyOf(place))?.snapshot ?? IDLE;
  }

  /** Sets the places to watch while somebody looks. */
  want(places: readonly Place[]): void {
    this.#wanted = new Map(places.map((place) => [keyOf(place), place]));
    for (const [key, watch] of this.#watches) if (!this.#wanted.has(key)) this.#close(key, watch);
    if (this.#looking) this.#openAll();
  }

  /** Says whether somebody looks. Watches open at once and close when nobody has looked for a while. */
  look(looking: boolean): void {
    if (looking === this.#looking) return;
    this.#looking = looking;
    this.#closing.dispose();
    if (looking) this.#openAll();
    else this.#closing = this.#options.clock.after(this.#options.keepMs(), () => this.closeAll());
  }

  /** Closes every watch; those still looked at are opened anew by {@link reopen}. */
  closeAll(): void {
    for (const [key, watch] of this.#watches) this.#close(key, watch);
    this.#changed.fire();
  }

  /** Reads everything anew. */
  reopen(): void {
    this.closeAll();
    if (this.#looking) this.#openAll();
    this.#changed.fire();
  }

  dispose(): void {
    this.#closing.dispose();
    this.#looking = false;
    for (const [key, watch] of this.#watches) this.#close(key, watch);
    this.#changed.dispose();
  }

  #openAll(): void {
    for (const [key, place] of this.#wanted) {
      if (this.#watches.has(key)) continue;
      const watch = this.#options.watch(place);
      watch.onChange(() => this.#changed.fire());
      this.#watches.set(key, watch);
    }
  }

  #close(key: string, watch: EnvironmentWatch): void {
    this.#watches.delete(key);
    watch.dispose();
  }
}
