import type { KubeObject } from "../../core/rollout/objects.ts";

interface Room {
  readonly byName: Map<string, KubeObject>;
  sorted: readonly KubeObject[] | undefined;
}

/** The objects of one resource by namespace and name; sorted lists are kept until something moves. */
export class Shelf {
  readonly #rooms = new Map<string, Room>();
  #all: readonly KubeObject[] | undefined;

  get(namespace: string, name: string): KubeObject | undefined {
    return this.#rooms.get(namespace)?.byName.get(name);
  }

  put(namespace: string, name: string, object: KubeObject): void {
    const room = this.#room(namespace);
    room.byName.set(name, object);
    this.#stale(room);
  }

  take(namespace: string, name: string): void {
    const room = this.#room(namespace);
    room.byName.delete(name);
    this.#stale(room);
    if (room.byName.size === 0) this.#rooms.delete(namespace);
  }

  list(namespace: string | undefined): readonly KubeObject[] {
    if (namespace === undefined) return this.#listAll();
    const room = this.#rooms.get(namespace);
    return room === undefined ? [] : sortedOf(room);
  }

  #listAll(): readonly KubeObject[] {
    this.#all ??= [...this.#rooms].toSorted(byKey).flatMap(([, room]) => sortedOf(room));
    return this.#all;
  }

  #room(namespace: string): Room {
    const known = this.#rooms.get(namespace);
    if (known) return known;
    const room: Room = { byName: new Map(), sorted: undefined };
    this.#rooms.set(namespace, room);
    return room;
  }

  #stale(room: Room): void {
    room.sorted = undefined;
    this.#all = undefined;
  }
}

function sortedOf(room: Room): readonly KubeObject[] {
  room.sorted ??= [...room.byName].toSorted(byKey).map(([, object]) => object);
  return room.sorted;
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
