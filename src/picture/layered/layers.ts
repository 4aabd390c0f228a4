import type { FlatEdge, FlatGraph } from "./flatGraph.ts";
import type { Ranks } from "./rank.ts";

/** A link between items of two layers next to each other, seen from one of them. */
export interface Link {
  readonly other: number;
  /** Where it meets this item and the other one, beside their middles. */
  readonly here: number;
  readonly there: number;
  readonly weight: number;
}

/** What has a place in a layer: a node, or a stretch of an edge on its way through, by number. */
export interface Layers {
  /** Items from left to right in every layer, top layer first. Sorting them is what the ordering does. */
  readonly layers: number[][];
  readonly layerOf: readonly number[];
  readonly width: readonly number[];
  readonly height: readonly number[];
  /** Items below this number are the nodes by their places. */
  readonly nodes: number;
  readonly up: readonly (readonly Link[])[];
  readonly down: readonly (readonly Link[])[];
  /** Per edge its items from top to bottom, ends included; empty where it goes around everything. */
  readonly chains: readonly (readonly number[])[];
  /** Per edge the item that keeps room for its label. */
  readonly labels: readonly (number | undefined)[];
}

/** How many stretches of edges may stand in all layers together; the longest edges beyond go around. */
const MOST_STRETCHES = 40_000;

/** Width that an edge takes on its way through a layer. */
const STRETCH = 2;

/** Puts nodes into layers, and a stretch of every edge into each layer that it passes. */
export function layersOf(graph: FlatGraph, ranks: Ranks): Layers {
  const places = placesOf(graph, ranks);
  const layerOf = graph.nodes.map((_, node) => places.ofRank[ranks.rankOf[node] ?? 0] ?? 0);
  const items: Items = {
    layers: Array.from({ length: places.count }, () => []),
    layerOf,
    width: graph.nodes.map(({ width }) => width),
    height: graph.nodes.map(({ height }) => height),
    up: graph.nodes.map(() => []),
    down: graph.nodes.map(() => []),
  };
  for (const [node, layer] of layerOf.entries()) items.layers[layer]?.push(node);
  const through = shortEnough(graph.edges, layerOf);
  const ways = graph.edges.map((edge, index) => {
    if (!through(edge)) return { chain: [] };
    return chainOf(items, edge, ranks.reversed[index] === true);
  });
  return {
    ...items,
    nodes: graph.nodes.length,
    chains: ways.map(({ chain }) => chain),
    labels: ways.map(({ label }) => label),
  };
}

interface Items {
  readonly layers: number[][];
  readonly layerOf: number[];
  readonly width: number[];
  readonly height: number[];
  readonly up: Link[][];
  readonly down: Link[][];
}

/** Layers of ranks, one more between two ranks wherever a label stands there. */
function placesOf(graph: FlatGraph, { rankOf }: Ranks): { readonly ofRank: readonly number[]; readonly count: number } {
  const used = new Set(rankOf);
  const labelled = new Set<number>();
  for (const { from, to, label } of graph.edges) {
    const [start, end] = [rankOf[from] ?? 0, rankOf[to] ?? 0];
    if (label !== undefined) labelled.add(start < end ? start : start - 1);
  }
  const ofRank: number[] = [];
  let count = 0;
  const last = rankOf.reduce((most, rank) => Math.max(most, rank), -1);
  for (let rank = 0; rank <= last; rank += 1) {
    ofRank.push(count);
    count += (used.has(rank) ? 1 : 0) + (labelled.has(rank) ? 1 : 0);
  }
  return { ofRank, count };
}

function shortEnough(edges: readonly FlatEdge[], layerOf: readonly number[]): (edge: FlatEdge) => boolean {
  const span = ({ from, to }: FlatEdge) => Math.abs((layerOf[from] ?? 0) - (layerOf[to] ?? 0));
  let left = MOST_STRETCHES;
  let longest = 0;
  for (const length of edges.map(span).toSorted((a, b) => a - b)) {
    left -= length;
    if (left < 0) break;
    longest = length;
  }
  return (edge) => span(edge) <= longest;
}

function chainOf(
  items: Items,
  { from, to, label, weight, fromBeside, toBeside }: FlatEdge,
  reversed: boolean,
): { readonly chain: readonly number[]; readonly label?: number } {
  const [upper, lower] = reversed ? [to, from] : [from, to];
  const [top, bottom] = [items.layerOf[upper] ?? 0, items.layerOf[lower] ?? 0];
  const at = label === undefined ? -1 : reversed ? bottom - 1 : top + 1;
  const chain = [upper];
  for (let layer = top + 1; layer < bottom; layer += 1) {
    const size = layer === at && label !== undefined ? label : { width: STRETCH, height: 0 };
    chain.push(addItem(items, layer, size.width, size.height));
  }
  chain.push(lower);
  link(items, chain, weight, reversed ? [toBeside, fromBeside] : [fromBeside, toBeside]);
  const held = label === undefined ? undefined : chain[at - top];
  return held === undefined ? { chain } : { chain, label: held };
}

function addItem(items: Items, layer: number, width: number, height: number): number {
  const item = items.layerOf.length;
  items.layerOf.push(layer);
  items.width.push(width);
  items.height.push(height);
  items.up.push([]);
  items.down.push([]);
  items.layers[layer]?.push(item);
  return item;
}

/** Long edges are to be straight more than short ones, above all between two of their own stretches. */
function link(items: Items, chain: readonly number[], weight: number, beside: readonly [number, number]): void {
  const last = chain.length - 2;
  for (let index = 0; index <= last; index += 1) {
    const [above, below] = [chain[index] ?? 0, chain[index + 1] ?? 0];
    const inner = (index > 0 ? 1 : 0) + (index < last ? 1 : 0);
    const here = index === 0 ? beside[0] : 0;
    const there = index === last ? beside[1] : 0;
    const pull = weight * (INNER[inner] ?? 1);
    items.down[above]?.push({ other: below, here, there, weight: pull });
    items.up[below]?.push({ other: above, here: there, there: here, weight: pull });
  }
}

const INNER = [1, 2, 8];
