import { Emitter } from "../../base/event.ts";
import { Fault } from "../../base/result.ts";
import type { InboxAnswer, InboxItem } from "../../core/inbox/inboxItem.ts";
import type { InboxPlace } from "../../core/inbox/pausedRollout.ts";
import type { SharedPlaces } from "../../core/inbox/placeOfRequest.ts";
import type { InboxSource, InboxWatch } from "./inboxSource.ts";

/** An environment whose requests are looked for, in its namespace. */
export interface WatchedPlace extends InboxPlace {
  readonly namespace: string;
  /** All environments of this namespace, where it is not the only one. */
  readonly together?: SharedPlaces;
}

interface Options {
  /** The environments of the workspace as they are now. */
  readonly places: () => readonly WatchedPlace[];
  readonly watch: (place: WatchedPlace) => InboxWatch;
}

/** The requests of all environments, each watched while somebody looks. */
export class PlacesSource implements InboxSource {
  readonly #options: Options;
  readonly #watches = new Map<string, InboxWatch>();
  readonly #changed = new Emitter<void>();
  #looking = false;

  readonly onChange = this.#changed.event;

  constructor(options: Options) {
    this.#options = options;
  }

  get items(): readonly InboxItem[] {
    return [...this.#watches.values()].flatMap((watch) => watch.items);
  }

  get problems(): readonly string[] {
    return [...this.#watches.values()].flatMap((watch) => watch.problems);
  }

  look(looking: boolean): void {
    this.#looking = looking;
    this.follow();
  }

  /** Watches what is there now, and nothing else. */
  follow(): void {
    const places = this.#looking ? this.#options.places() : [];
    const shared = [...Map.groupBy(places, namespaceOf).values()].flatMap(asOne);
    // What a file says anew of an environment, such as that it is production, is another place.
    const wanted = new Map(shared.map((place) => [JSON.stringify(place), place]));
    for (const [key, watch] of this.#watches) if (!wanted.has(key)) this.#close(key, watch);
    for (const [key, place] of wanted) if (!this.#watches.has(key)) this.#open(key, place);
    this.#changed.fire();
  }

  /** Reads everything anew: the kubeconfig is another one. */
  reopen(): void {
    for (const [key, watch] of this.#watches) this.#close(key, watch);
    this.follow();
  }

  async answer(item: InboxItem, answer: InboxAnswer): Promise<void> {
    for (const watch of this.#watches.values()) {
      if (watch.items.some(({ id }) => id === item.id)) return await watch.answer(item, answer);
    }
    throw new Fault("Answered", `${item.heading} waits no longer.`);
  }

  dispose(): void {
    for (const [key, watch] of this.#watches) this.#close(key, watch);
    this.#changed.dispose();
  }

  #open(key: string, place: WatchedPlace): void {
    const watch = this.#options.watch(place);
    watch.onChange(() => this.#changed.fire());
    this.#watches.set(key, watch);
  }

  #close(key: string, watch: InboxWatch): void {
    this.#watches.delete(key);
    watch.dispose();
  }
}

function namespaceOf({ context, namespace }: WatchedPlace): string {
  return `${context}\n${namespace}`;
}

/** Environments that name one namespace are one place, watched once: production where any of them is. */
function asOne([first, ...others]: readonly WatchedPlace[]): readonly WatchedPlace[] {
  if (first === undefined || others.length === 0) return first === undefined ? [] : [first];
  const together = [first, ...others] as const;
  return [{ ...first, production: together.some(({ production }) => production), together }];
}
