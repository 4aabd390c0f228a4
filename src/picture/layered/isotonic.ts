/** Where something would best stand, and how much that matters. */
export interface Wish {
  readonly at: number;
  readonly weight: number;
}

interface Block {
  readonly weight: number;
  readonly sum: number;
  readonly count: number;
}

/**
 * Places from left to right as close to their wishes as their order and least distances allow, by least squares:
 * whoever would come too close to the one before goes with it from then on. `gap(i)` is the distance between the
 * one before and this one.
 */
export function spacedOut(wishes: readonly Wish[], gap: (index: number) => number): readonly number[] {
  const offsets: number[] = [];
  const blocks: Block[] = [];
  for (const [index, { at, weight }] of wishes.entries()) {
    const offset = index === 0 ? 0 : (offsets[index - 1] ?? 0) + gap(index);
    offsets.push(offset);
    let block: Block = { weight, sum: weight * (at - offset), count: 1 };
    for (let last = blocks.at(-1); last !== undefined && mean(last) > mean(block); last = blocks.at(-1)) {
      blocks.pop();
      block = { weight: last.weight + block.weight, sum: last.sum + block.sum, count: last.count + block.count };
    }
    blocks.push(block);
  }
  const starts = blocks.flatMap((block) => Array.from({ length: block.count }, () => mean(block)));
  return offsets.map((offset, index) => offset + (starts[index] ?? 0));
}

function mean({ sum, weight }: Block): number {
  return sum / weight;
}
