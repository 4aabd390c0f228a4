import type { Layers } from "./layers.ts";

/** How often links between neighbouring layers cross, with everything at these positions. */
export function crossings({ layers, down }: Layers, position: readonly number[]): number {
  let count = 0;
  for (const layer of layers) {
    const ends: number[] = [];
    for (const item of layer) {
      const links = down[item] ?? [];
      if (links.length === 1) ends.push(position[links[0]?.other ?? 0] ?? 0);
      else ends.push(...links.map(({ other }) => position[other] ?? 0).toSorted((a, b) => a - b));
    }
    count += inversions(ends);
  }
  return count;
}

/** Pairs in the wrong order, by a tree of sums. */
function inversions(values: readonly number[]): number {
  const size = values.reduce((most, value) => Math.max(most, value), 0) + 1;
  const sums = new Uint32Array(size + 1);
  let count = 0;
  for (const [index, value] of values.entries()) {
    let smallerOrSame = 0;
    for (let at = value + 1; at > 0; at -= at & -at) smallerOrSame += sums[at] ?? 0;
    count += index - smallerOrSame;
    for (let at = value + 1; at <= size; at += at & -at) sums[at] = (sums[at] ?? 0) + 1;
  }
  return count;
}
