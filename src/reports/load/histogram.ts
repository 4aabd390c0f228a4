/** Values up to here have a bucket each. */
const EXACT = 4096;
/** Beyond, each doubling has as many buckets. */
const PER_DOUBLING = 2048;
/** Values of 2 to the 40th (35 years of milliseconds) and more share the last bucket. */
const DOUBLINGS = 28;

/** By how much of itself a quantile may be too high. It is never too low, and exact up to 4,096. */
export const HISTOGRAM_ERROR = 1 / PER_DOUBLING;

/** Counts whole values from 0 in memory that does not depend on how many there are: half a megabyte. */
export class Histogram {
  readonly #counts = new Float64Array(EXACT + DOUBLINGS * PER_DOUBLING);
  #total = 0;

  get total(): number {
    return this.#total;
  }

  add(value: number): void {
    const bucket = bucketOf(value);
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#total += 1;
  }

  /** The value that this part of all does not exceed (nearest rank), or up to a bucket's width more; undefined where there is none. */
  quantile(part: number): number | undefined {
    const rank = Math.max(1, Math.ceil(part * this.#total));
    let seen = 0;
    for (const [bucket, count] of this.#counts.entries()) {
      seen += count;
      if (seen >= rank) return highestIn(bucket);
    }
    return undefined;
  }
}

function bucketOf(value: number): number {
  if (value < EXACT) return value;
  const doubling = Math.min(Math.floor(Math.log2(value / EXACT)), DOUBLINGS - 1);
  const base = EXACT * 2 ** doubling;
  const within = Math.floor(((value - base) / base) * PER_DOUBLING);
  return EXACT + doubling * PER_DOUBLING + Math.min(Math.max(within, 0), PER_DOUBLING - 1);
}

function highestIn(bucket: number): number {
  if (bucket < EXACT) return bucket;
  const doubling = Math.floor((bucket - EXACT) / PER_DOUBLING);
  const base = EXACT * 2 ** doubling;
  const within = (bucket - EXACT) % PER_DOUBLING;
  return base + ((within + 1) * base) / PER_DOUBLING - 1;
}
