import type { Disagreement } from "../report.ts";
import { NAMED_AT_MOST } from "./excerpt.ts";

/** Gathers what a report declares otherwise than it lists: the first 20. */
export class Disagreements {
  readonly #found: Disagreement[] = [];

  /** Notes one unless the declared number is missing or one of those that were counted; the first of these is named. */
  compare(what: () => string, declared: number | undefined, ...counted: readonly [number, ...number[]]): void {
    if (declared === undefined || counted.includes(declared) || this.#found.length >= NAMED_AT_MOST) return;
    this.#found.push({ what: what(), declared, counted: counted[0] });
  }

  all(): readonly Disagreement[] {
    return this.#found;
  }
}
