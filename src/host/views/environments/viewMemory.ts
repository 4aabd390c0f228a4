import { Emitter } from "../../../base/event.ts";
import type { Memory } from "../../rows/collapseMemory.ts";

const FILTER = "environments.filter";
const PINNED = "environments.pinned";

/** What the person set in the Environments view, kept over reloads. */
export class ViewMemory {
  readonly #memory: Memory;
  readonly #changed = new Emitter<void>();
  #filter: string;
  #pinned: ReadonlySet<string>;

  readonly onChange = this.#changed.event;

  constructor(memory: Memory) {
    this.#memory = memory;
    this.#filter = (memory.get(FILTER) ?? "") as string;
    this.#pinned = new Set((memory.get(PINNED) ?? []) as string[]);
  }

  /** The text to filter by; empty shows all. */
  get filter(): string {
    return this.#filter;
  }

  setFilter(filter: string): void {
    this.#filter = filter.trim();
    void this.#memory.update(FILTER, this.#filter);
    this.#changed.fire();
  }

  isPinned(id: string): boolean {
    return this.#pinned.has(id);
  }

  setPinned(id: string, pinned: boolean): void {
    const others = [...this.#pinned].filter((other) => other !== id);
    this.#pinned = new Set(pinned ? [...others, id] : others);
    void this.#memory.update(PINNED, [...this.#pinned]);
    this.#changed.fire();
  }
}
