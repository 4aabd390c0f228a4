/** An answer as it was when GitHub named it by a tag. */
interface Kept {
  readonly etag: string;
  readonly data: unknown;
  readonly link: string | undefined;
}

/** What is asked again and again is few: the runs that wait, their environments, the checks of a commit. */
const MOST_KEPT = 200;

/**
 * Answers that GitHub need not send again while they are the same: a request that is answered by "not modified" counts
 * against no limit. The oldest go first; who signs in anew begins anew.
 */
export class Etags {
  readonly #kept = new Map<string, Kept>();

  get(url: string): Kept | undefined {
    const kept = this.#kept.get(url);
    if (kept === undefined) return undefined;
    this.#kept.delete(url);
    this.#kept.set(url, kept);
    return kept;
  }

  keep(url: string, kept: Kept): void {
    this.#kept.delete(url);
    this.#kept.set(url, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }

  clear(): void {
    this.#kept.clear();
  }
}
