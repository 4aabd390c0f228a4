import type { Size } from "../geometry.ts";
import { placeComponents } from "./components.ts";
import { frame } from "./frame.ts";
import type { FlatEdge, FlatNode } from "./flatGraph.ts";
import { type Inside, insideOf, type Surroundings } from "./flatten.ts";
import { type Placed, portalKey } from "./placed.ts";
import type { FlatPlacement } from "./placeFlat.ts";
import type { Portal } from "./portals.ts";
import { rankNodes, type Ranks } from "./rank.ts";

/** How much straighter than others the way runs where nothing went wrong: it has no label. And the way back up. */
const STRAIGHT = 4;
const BENT = 0.4;

/**
 * Places what lies in a container and all containers in it. Layers come first, for they tell at which border an edge
 * leaves a container; then the containers inside, whose sizes the rest needs; then everything else.
 */
export function placeContainer(around: Surroundings, container: number, portals: readonly Portal[]): Placed {
  const inside = insideOf(around, container, portals);
  const ranks = rankNodes(
    inside.items.map((item) => (item.type === "portal" ? { held: item.portal.held } : {})),
    inside.links,
  );
  let inner = placeInner(around, inside, ranks);
  let placement = placeComponents(flatGraph(around, inside, inner, ranks), ranks);
  if (around.refined && inner.size > 0) {
    inner = placeInner(around, inside, ranks, placement);
    placement = placeComponents(flatGraph(around, inside, inner, ranks), ranks, placement.orders);
  }
  return frame(around, container, { inside, inner, placement, sizes: sizesOf(around, inside, inner) });
}

type Inner = ReadonlyMap<number, Placed>;

/** The containers inside; once it is known where their edges go, with portals in that order. */
function placeInner(around: Surroundings, inside: Inside, ranks: Ranks, before?: FlatPlacement): Inner {
  const inner = new Map<number, Placed>();
  for (const [index, item] of inside.items.entries()) {
    if (item.type !== "container") continue;
    inner.set(index, placeContainer(around, item.container, portalsOf(inside, index, ranks, before)));
  }
  return inner;
}

function portalsOf(inside: Inside, item: number, ranks: Ranks, before?: FlatPlacement): readonly Portal[] {
  return inside.links.flatMap(({ edge, from, to, end }, link) => {
    if (from !== item && to !== item) return [];
    const isUpper = (from === item) !== (ranks.reversed[link] === true);
    const held = isUpper ? ("last" as const) : ("first" as const);
    const way = before?.edges[link]?.way ?? [];
    const next = from === item ? (way[0] ?? before?.nodes[to]) : (way.at(-1) ?? before?.nodes[from]);
    return [{ edge, end: end ?? (from === item ? "from" : "to"), held, ...(next && { pull: next.x }) }];
  });
}

function flatGraph(
  around: Surroundings,
  inside: Inside,
  inner: Inner,
  ranks: Ranks,
): { nodes: FlatNode[]; edges: FlatEdge[] } {
  const sizes = sizesOf(around, inside, inner);
  return {
    nodes: inside.items.map((item, index) => {
      const size = sizes[index] ?? NOTHING;
      if (item.type !== "portal") return { width: size.width, height: size.height };
      const { held, pull } = item.portal;
      return { ...NOTHING, held, ...(pull !== undefined && { pull }) };
    }),
    edges: inside.links.map(({ edge, from, to, end }, link) => {
      const label = around.sketch.edges[edge]?.label;
      return {
        from,
        to,
        weight: weightOf(label !== undefined, ranks.reversed[link] === true),
        fromBeside: beside(inner.get(from), portalKey(edge, end ?? "from")),
        toBeside: beside(inner.get(to), portalKey(edge, end ?? "to")),
        ...(label !== undefined && end === undefined && { label }),
      };
    }),
  };
}

function weightOf(labelled: boolean, reversed: boolean): number {
  if (reversed) return BENT;
  return labelled ? 1 : STRAIGHT;
}

const NOTHING: Size = { width: 0, height: 0 };

function sizesOf({ sketch }: Surroundings, { items }: Inside, inner: Inner): readonly Size[] {
  return items.map((item, index) => {
    if (item.type === "node") return sketch.nodes[item.node]?.cell ?? NOTHING;
    return inner.get(index) ?? NOTHING;
  });
}

/** Where an edge meets a container's border, beside its middle. */
function beside(placed: Placed | undefined, key: string): number {
  const lead = placed?.leads.get(key);
  if (placed === undefined || lead === undefined) return 0;
  const point = key.endsWith("from") ? lead.at(-1) : lead[0];
  return (point?.x ?? placed.width / 2) - placed.width / 2;
}
