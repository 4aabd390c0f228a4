import { around, type Box, boxAround, type Point } from "../geometry.ts";
import type { FlatGraph } from "./flatGraph.ts";
import type { Order } from "./order.ts";
import { type FlatPlacement, placeFlat } from "./placeFlat.ts";
import type { Ranks } from "./rank.ts";

/** Space between parts that have nothing to do with each other, in pixels. */
const APART = 48;

/** How much wider than high parts beside each other may become before they go on below. */
const SHAPE = 1.6;

/** With the order within each part, from which the next attempt at the same graph begins. */
export interface PartsPlacement extends FlatPlacement {
  readonly orders: readonly Order[];
}

/** Places the parts of a graph that nothing links beside each other, in the order of their first nodes. */
export function placeComponents(graph: FlatGraph, ranks: Ranks, orders: readonly Order[] = []): PartsPlacement {
  const parts = partsOf(graph);
  const nodes: Point[] = [];
  const bands: FlatPlacement["bands"][number][] = [];
  const edges: FlatPlacement["edges"][number][] = [];
  const placed = parts.map((part, index) => placePart(graph, ranks, part, orders[index]));
  for (const [index, { x: dx, y: dy }] of rows(graph, placed).entries()) {
    const [part, placement] = [parts[index], placed[index]?.placement];
    if (part === undefined || placement === undefined) continue;
    const moved = ({ x, y }: Point): Point => ({ x: x + dx, y: y + dy });
    for (const [place, node] of part.nodes.entries()) {
      nodes[node] = moved(placement.nodes[place] ?? { x: 0, y: 0 });
      const { top, bottom } = placement.bands[place] ?? { top: 0, bottom: 0 };
      bands[node] = { top: top + dy, bottom: bottom + dy };
    }
    for (const [place, edge] of part.edges.entries()) {
      const { way = [], label } = placement.edges[place] ?? {};
      edges[edge] = { way: way.map(moved), ...(label && { label: moved(label) }) };
    }
  }
  return { nodes, bands, edges, orders: placed.map(({ placement }) => placement.order) };
}

interface Part {
  readonly nodes: number[];
  readonly edges: number[];
}

function partsOf({ nodes, edges }: FlatGraph): readonly Part[] {
  const parent = nodes.map((_, node) => node);
  const rootOf = (node: number): number => {
    let root = node;
    while (parent[root] !== root) root = parent[root] = parent[parent[root] ?? 0] ?? 0;
    return root;
  };
  for (const { from, to } of edges) {
    const [one, other] = [rootOf(from), rootOf(to)];
    parent[Math.max(one, other)] = Math.min(one, other);
  }
  const parts = new Map<number, Part>();
  for (const node of nodes.keys()) {
    const root = rootOf(node);
    const part = parts.get(root) ?? { nodes: [], edges: [] };
    part.nodes.push(node);
    parts.set(root, part);
  }
  for (const [edge, { from }] of edges.entries()) parts.get(rootOf(from))?.edges.push(edge);
  return [...parts.values()];
}

interface Placed {
  readonly placement: FlatPlacement & { readonly order: Order };
  readonly box: Box;
}

function placePart(graph: FlatGraph, ranks: Ranks, part: Part, order: Order | undefined): Placed {
  const places = new Map(part.nodes.map((node, place) => [node, place]));
  const nodes = part.nodes.flatMap((node) => graph.nodes[node] ?? []);
  const edges = part.edges.flatMap((index) => {
    const edge = graph.edges[index];
    return edge === undefined ? [] : [{ ...edge, from: places.get(edge.from) ?? 0, to: places.get(edge.to) ?? 0 }];
  });
  const placement = placeFlat(
    { nodes, edges },
    {
      rankOf: part.nodes.map((node) => ranks.rankOf[node] ?? 0),
      reversed: part.edges.map((edge) => ranks.reversed[edge] === true),
    },
    order,
  );
  return { placement, box: boxOf({ nodes, edges }, placement) };
}

function boxOf({ nodes, edges }: FlatGraph, placement: FlatPlacement): Box {
  const boxes = nodes.map((size, node) => boxAround(placement.nodes[node] ?? { x: 0, y: 0 }, size));
  const inner = placement.edges.flatMap(({ way, label }, edge) => [
    ...way.map((point) => ({ ...point, width: 0, height: 0 })),
    ...(label === undefined ? [] : [boxAround(label, edges[edge]?.label ?? { width: 0, height: 0 })]),
  ]);
  return around([...boxes, ...inner]) ?? { x: 0, y: 0, width: 0, height: 0 };
}

/** How far each part is moved. One row, where something leads out of the group; else as many as look well. */
function rows({ nodes }: FlatGraph, placed: readonly Placed[]): readonly Point[] {
  const area = placed.reduce((sum, { box }) => sum + (box.width + APART) * (box.height + APART), 0);
  const held = nodes.some((node) => node.held !== undefined);
  const widest = placed.reduce((most, { box }) => Math.max(most, box.width), 0);
  const limit = held ? Infinity : Math.max(widest, Math.sqrt(area * SHAPE));
  let [x, y, tallest] = [0, 0, 0];
  return placed.map(({ box }) => {
    if (x > 0 && x + box.width > limit) [x, y, tallest] = [0, y + tallest + APART, 0];
    const move = { x: x - box.x, y: y - box.y };
    x += box.width + APART;
    tallest = Math.max(tallest, box.height);
    return move;
  });
}
