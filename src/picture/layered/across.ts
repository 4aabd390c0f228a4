import type { Layers, Link } from "./layers.ts";
import { spacedOut, type Wish } from "./isotonic.ts";
import { straighten } from "./straighten.ts";

/** Space between two nodes, between a node and an edge that passes, and between two edges; in pixels. */
const GAPS = { nodes: 32, mixed: 24, edges: 18 } as const;

/** Up to how many items how often everything is drawn to its neighbours. */
const ROUNDS: readonly (readonly [items: number, rounds: number])[] = [
  [2_000, 16],
  [8_000, 8],
  [Infinity, 4],
];

/** In so many rounds at the end both sides count at once. */
const BOTH = 4;

/** Middles of all items from left to right, in the order of their layers. */
export function placeAcross(graph: Layers): number[] {
  const gap = gapsOf(graph);
  const x = packed(graph, gap);
  const sidesOf = (item: number, down: boolean, one: boolean) =>
    one ? [(down ? graph.up : graph.down)[item]] : [graph.up[item], graph.down[item]];
  const rounds = ROUNDS.find(([most]) => graph.layerOf.length <= most)?.[1] ?? 4;
  for (let round = 0; round < rounds; round += 1) {
    const down = round % 2 === 0;
    for (const layer of down ? graph.layers : graph.layers.toReversed()) {
      draw(layer, x, gap, (item) => wishOf(item, x, sidesOf(item, down, round < rounds - BOTH)));
    }
  }
  straighten(graph, x, gap);
  return x;
}

/** The least distance between the middles of two items, the first on the left. */
export type Gap = (left: number, right: number) => number;

function gapsOf({ width, nodes }: Layers): Gap {
  return (left, right) => {
    const real = (left < nodes ? 1 : 0) + (right < nodes ? 1 : 0);
    const space = real === 2 ? GAPS.nodes : real === 1 ? GAPS.mixed : GAPS.edges;
    return ((width[left] ?? 0) + (width[right] ?? 0)) / 2 + space;
  };
}

function packed({ layers, layerOf }: Layers, gap: Gap): number[] {
  const x = Array.from({ length: layerOf.length }, () => 0);
  for (const layer of layers) {
    for (const [index, item] of layer.entries()) {
      const before = layer[index - 1];
      x[item] = before === undefined ? 0 : (x[before] ?? 0) + gap(before, item);
    }
    const middle = (x[layer.at(-1) ?? 0] ?? 0) / 2;
    for (const item of layer) x[item] = (x[item] ?? 0) - middle;
  }
  return x;
}

/** Where an item would best stand: the weighted median of what it is linked with, so that one straight edge stays so. */
function wishOf(item: number, x: readonly number[], sides: readonly (readonly Link[] | undefined)[]): Wish {
  const pulls: Wish[] = [];
  for (const links of sides) {
    for (const { other, here, there, weight } of links ?? [])
      pulls.push({ at: (x[other] ?? 0) + there - here, weight });
  }
  const [only] = pulls;
  if (only === undefined) return { at: x[item] ?? 0, weight: ALONE };
  if (pulls.length === 1) return only;
  pulls.sort((one, other) => one.at - other.at);
  const weight = pulls.reduce((sum, pull) => sum + pull.weight, 0);
  let before = 0;
  for (const [index, pull] of pulls.entries()) {
    before += pull.weight;
    if (before === weight / 2) return { at: (pull.at + (pulls[index + 1]?.at ?? pull.at)) / 2, weight };
    if (before > weight / 2) return { at: pull.at, weight };
  }
  return { at: x[item] ?? 0, weight };
}

/** Weight of an item without links: it gives way to all others. */
const ALONE = 0.01;

/** Moves a layer's items as close to their wishes as their order and gaps allow. */
function draw(layer: readonly number[], x: number[], gap: Gap, wish: (item: number) => Wish): void {
  const places = spacedOut(layer.map(wish), (index) => gap(layer[index - 1] ?? 0, layer[index] ?? 0));
  for (const [index, item] of layer.entries()) x[item] = places[index] ?? 0;
}
