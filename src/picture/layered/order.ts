import type { Layers, Link } from "./layers.ts";
import { crossings } from "./crossings.ts";

/** Up to how many items how often the layers are sorted, down and up again. */
const SWEEPS: readonly (readonly [items: number, sweeps: number])[] = [
  [2_000, 12],
  [8_000, 6],
  [40_000, 3],
  [Infinity, 2],
];

/** The items of every layer from left to right. */
export type Order = readonly (readonly number[])[];

/**
 * Sorts every layer so that few edges cross: each item moves to the middle of those it is linked with in the layer
 * above, then in the one below, over and over; the best of all is kept. An order from before is taken as it is. Equal ones stay as they stood, so that a small
 * change of the graph changes little.
 */
export function orderLayers(graph: Layers, pull: readonly (number | undefined)[], before?: Order): void {
  const position = positions(graph, before ?? firstOrder(graph));
  if (before !== undefined) return;
  for (const layer of graph.layers) {
    if (layer.some((item) => pull[item] !== undefined)) sortLayer(layer, [], position, pull);
  }
  const sweeps = SWEEPS.find(([most]) => graph.layerOf.length <= most)?.[1] ?? 2;
  let best = graph.layers.map((layer) => [...layer]);
  let fewest = crossings(graph, position);
  for (let sweep = 0; sweep < sweeps && fewest > 0; sweep += 1) {
    const down = sweep % 2 === 0;
    for (const layer of down ? graph.layers.slice(1) : graph.layers.slice(0, -1).toReversed()) {
      sortLayer(layer, down ? graph.up : graph.down, position, pull);
    }
    const now = crossings(graph, position);
    if (now >= fewest) continue;
    fewest = now;
    best = graph.layers.map((layer) => [...layer]);
  }
  for (const [index, layer] of best.entries()) graph.layers[index] = layer;
}

function sortLayer(
  layer: number[],
  links: readonly (readonly Link[])[],
  position: number[],
  pull: readonly (number | undefined)[],
): void {
  const sorted = layer.map((item, index) => ({
    item,
    key: pull[item] ?? middle(links[item] ?? [], position) ?? index,
  }));
  sorted.sort((one, other) => one.key - other.key);
  for (const [index, { item }] of sorted.entries()) {
    layer[index] = item;
    position[item] = index;
  }
}

function middle(links: readonly Link[], position: readonly number[]): number | undefined {
  if (links.length === 0) return undefined;
  let sum = 0;
  for (const { other, there } of links) sum += (position[other] ?? 0) + there / PORT_REACH;
  return sum / links.length;
}

/** Divides offsets within an item, in pixels, so that they weigh less than a place in the layer. */
const PORT_REACH = 4000;

function positions(graph: Layers, order: Order): number[] {
  const position = Array.from({ length: graph.layerOf.length }, () => 0);
  for (const [index, layer] of order.entries()) {
    graph.layers[index] = [...layer];
    for (const [place, item] of layer.entries()) position[item] = place;
  }
  return position;
}

/** By a walk in depth from the first node, so that what belongs together stands together from the beginning. */
function firstOrder(graph: Layers): Order {
  const seen = new Uint8Array(graph.layerOf.length);
  const sorted: number[][] = graph.layers.map(() => []);
  for (const root of graph.layers.flat()) {
    const waiting = [root];
    for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
      if (seen[item] === 1) continue;
      seen[item] = 1;
      sorted[graph.layerOf[item] ?? 0]?.push(item);
      const next = (graph.down[item] ?? []).map(({ other }) => other);
      for (const other of next.toReversed()) waiting.push(other);
    }
  }
  return sorted;
}
