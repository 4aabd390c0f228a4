import type { Change } from "./store.ts";

/** Changes of one resource that a watch can still start from. */
const WINDOW = 20_000;

/** The bounded past of one resource. */
export class History {
  #changes: Change[] = [];
  /** The newest revision whose following changes are all known. */
  #floor: number;

  constructor(floor: number) {
    this.#floor = floor;
  }

  add(change: Change): void {
    this.#changes.push(change);
    if (this.#changes.length < 2 * WINDOW) return;
    this.#floor = this.#changes[WINDOW - 1]?.revision ?? this.#floor;
    this.#changes = this.#changes.slice(WINDOW);
  }

  since(revision: number): readonly Change[] | "gone" {
    return revision < this.#floor ? "gone" : this.#changes.slice(this.#indexAfter(revision));
  }

  forget(revision: number): void {
    this.#changes = [];
    this.#floor = revision;
  }

  /** Watches mostly ask for the very end, so the search is by halves. */
  #indexAfter(revision: number): number {
    let low = 0;
    let high = this.#changes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#changes[middle]?.revision ?? 0) <= revision) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
