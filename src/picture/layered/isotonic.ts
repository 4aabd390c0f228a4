/** Where something would best stand, and how much that matters. */
export interface Wish {
  readonly at: number;
  readonly weight: number;
}

/**
 * Places from left to right as close to their wishes as their order and least distances allow, by least squares:
 * whoever would come too close to the one before goes with it from then on. `gap(i)` is the distance between the
 * one before and this one.
 */
export function spacedOut(wishes: readonly Wish[], gap: (index: number) => number): Float64Array {
  const places = new Float64Array(wishes.length);
  // Those that go together, as a stack: where each begins, its weight, and its weighted wishes.
  const starts = new Uint32Array(wishes.length);
  const weights = new Float64Array(wishes.length);
  const sums = new Float64Array(wishes.length);
  const mean = (block: number) => (sums[block] ?? 0) / (weights[block] ?? 1);
  let [last, offset] = [-1, 0];
  for (const [index, { at, weight }] of wishes.entries()) {
    if (index > 0) offset += gap(index);
    places[index] = offset;
    last += 1;
    starts[last] = index;
    weights[last] = weight;
    sums[last] = weight * (at - offset);
    while (last > 0 && mean(last - 1) > mean(last)) {
      weights[last - 1] = (weights[last - 1] ?? 0) + (weights[last] ?? 0);
      sums[last - 1] = (sums[last - 1] ?? 0) + (sums[last] ?? 0);
      last -= 1;
    }
  }
  let end = wishes.length;
  for (let block = last; block >= 0; block -= 1) {
    const [start, at] = [starts[block] ?? 0, mean(block)];
    for (let index = start; index < end; index += 1) places[index] = (places[index] ?? 0) + at;
    end = start;
  }
  return places;
}
