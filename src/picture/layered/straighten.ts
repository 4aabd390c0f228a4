import type { Gap } from "./across.ts";
import type { Layers, Link } from "./layers.ts";

/**
 * Stands what belongs to one straight way exactly above each other, as far as the neighbours leave room: a slight
 * slant looks like a mistake.
 */
export function straighten(graph: Layers, x: number[], gap: Gap): void {
  const { before, after } = neighboursOf(graph);
  for (const run of runsOf(graph)) {
    let from = 0;
    while (from < run.length) from = straightFrom(run, from);
  }

  /** Straightens as many as share some room, beginning with this one; the place of the first that does not. */
  function straightFrom(run: readonly Member[], from: number): number {
    let [low, high, sum, end] = [-Infinity, Infinity, 0, from];
    for (; end < run.length; end += 1) {
      const { item, off } = run[end] ?? { item: 0, off: 0 };
      const [left, right] = [before.get(item), after.get(item)];
      const least = left === undefined ? -Infinity : (x[left] ?? 0) + gap(left, item) - off;
      const most = right === undefined ? Infinity : (x[right] ?? 0) - gap(item, right) - off;
      if (Math.max(low, least) > Math.min(high, most)) break;
      [low, high] = [Math.max(low, least), Math.min(high, most)];
      sum += (x[item] ?? 0) - off;
    }
    if (end === from) return from + 1;
    const at = Math.min(high, Math.max(low, sum / (end - from)));
    for (const { item, off } of run.slice(from, end)) x[item] = at + off;
    return end;
  }
}

/** One of a straight way, and how far beside the first it stands where the way meets it beside its middle. */
interface Member {
  readonly item: number;
  readonly off: number;
}

/** Ways downwards on which each item is the one that matters most to the next, and the next to it. */
function runsOf({ up, down, layers }: Layers): readonly (readonly Member[])[] {
  const runs: Member[][] = [];
  const seen = new Set<number>();
  for (const first of layers.flat()) {
    if (seen.has(first)) continue;
    const run: Member[] = [];
    let [item, off]: [number | undefined, number] = [first, 0];
    while (item !== undefined && !seen.has(item)) {
      seen.add(item);
      run.push({ item, off });
      const next: Link | undefined = heaviest(down[item]);
      const mutual: boolean = next !== undefined && heaviest(up[next.other])?.other === item;
      [item, off] = mutual && next !== undefined ? [next.other, off + next.here - next.there] : [undefined, 0];
    }
    if (run.length > 1) runs.push(run);
  }
  return runs;
}

/** The one link that outweighs each other one; none where two are alike. */
function heaviest(links: readonly Link[] = []): Link | undefined {
  let best = links[0];
  let alone = true;
  for (const link of links.slice(1)) {
    if (best !== undefined && link.weight < best.weight) continue;
    alone = best === undefined || link.weight > best.weight;
    best = link;
  }
  return alone ? best : undefined;
}

function neighboursOf({ layers }: Layers): { before: ReadonlyMap<number, number>; after: ReadonlyMap<number, number> } {
  const before = new Map<number, number>();
  const after = new Map<number, number>();
  for (const layer of layers) {
    for (const [index, item] of layer.entries()) {
      const next = layer[index + 1];
      if (next === undefined) continue;
      after.set(item, next);
      before.set(next, item);
    }
  }
  return { before, after };
}
