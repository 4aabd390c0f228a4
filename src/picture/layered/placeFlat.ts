import type { Band } from "../band.ts";
import type { Point } from "../geometry.ts";
import { placeAcross } from "./across.ts";
import type { FlatGraph } from "./flatGraph.ts";
import { type Layers, layersOf } from "./layers.ts";
import { type Order, orderLayers } from "./order.ts";
import type { Ranks } from "./rank.ts";

/** Space between two layers, in pixels: for the turns of edges, and more where many turn. */
const BELOW = 30;
const TURNS = 1.2;
const MOST_TURNS = 60;

/** As high as a layer of nodes alone becomes, in pixels. */
const HIGH = 90;

/** Where a flat graph's nodes and edges go; middles, in pixels from anywhere. */
export interface FlatPlacement {
  readonly nodes: readonly Point[];
  /** The height of each node's layer: an edge turns only beyond it. */
  readonly bands: readonly Band[];
  /** Per edge from its first node to its second, without the points at those. */
  readonly edges: readonly { readonly way: readonly Point[]; readonly label?: Point }[];
}

/** Places a graph without groups in layers from top to bottom, beginning with an earlier order where there is one. */
export function placeFlat(graph: FlatGraph, ranks: Ranks, order?: Order): FlatPlacement & { readonly order: Order } {
  const layers = layersOf(graph, ranks);
  orderLayers(
    layers,
    graph.nodes.map(({ pull }) => pull),
    order,
  );
  const x = placeAcross(layers);
  const bands = placeDown(layers);
  const bandOf = (item: number): Band => bands[layers.layerOf[item] ?? 0] ?? { top: 0, bottom: 0 };
  const aside = asideOf(layers, x);
  return {
    order: layers.layers,
    nodes: graph.nodes.map(({ height }, node) => ({ x: x[node] ?? 0, y: levelIn(bandOf(node), height) })),
    bands: graph.nodes.map((_, node) => bandOf(node)),
    edges: graph.edges.map(({ from, to }, edge) => {
      const chain = layers.chains[edge] ?? [];
      const turned = ranks.reversed[edge] === true;
      const stretches = chain.length === 0 ? [from, to] : turned ? chain.toReversed() : chain;
      const inner = stretches.slice(1, -1).flatMap((item) => through(x[item] ?? 0, bandOf(item), turned));
      const way = chain.length === 0 ? around(aside(), bandOf(from), bandOf(to), turned) : inner;
      const label = layers.labels[edge];
      return label === undefined ? { way } : { way, label: { x: x[label] ?? 0, y: middle(bandOf(label)) } };
    }),
  };
}

/** In the middle of its layer; near its top, where a whole group makes the layer much higher. */
function levelIn(band: Band, height: number): number {
  return Math.min(middle(band), band.top + Math.max(height, HIGH) / 2);
}

function middle({ top, bottom }: Band): number {
  return (top + bottom) / 2;
}

function through(x: number, { top, bottom }: Band, up: boolean): readonly Point[] {
  const [first, last] = up ? [bottom, top] : [top, bottom];
  return first === last
    ? [{ x, y: first }]
    : [
        { x, y: first },
        { x, y: last },
      ];
}

/** The way of an edge that is too long to find one through the layers. */
function around(x: number, from: Band, to: Band, up: boolean): readonly Point[] {
  const [first, last] = up ? [from.top, to.bottom] : [from.bottom, to.top];
  return [
    { x, y: first },
    { x, y: last },
  ];
}

/** Places at the right of everything, each further out. */
function asideOf({ width }: Layers, x: readonly number[]): () => number {
  let last = x.reduce((most, at, item) => Math.max(most, at + (width[item] ?? 0) / 2), 0);
  return () => (last += 10);
}

/** The heights that layers take, with more room between those where many edges turn. */
function placeDown({ layers, height, down }: Layers): readonly Band[] {
  let top = 0;
  return layers.map((layer) => {
    const tallest = layer.reduce((most, item) => Math.max(most, height[item] ?? 0), 0);
    const links = layer.reduce((sum, item) => sum + (down[item]?.length ?? 0), 0);
    const band = { top, bottom: top + tallest };
    top = band.bottom + BELOW + Math.min(MOST_TURNS, links * TURNS);
    return band;
  });
}
