import { around as boxAroundAll, type Box, boxAround, type Point, type Size } from "../geometry.ts";
import type { Inside, InsideLink, Surroundings } from "./flatten.ts";
import { type EdgeWay, moved, type Placed, portalKey } from "./placed.ts";
import type { FlatPlacement } from "./placeFlat.ts";

/** White between a container's border and what is in it; its title stands in that on top. In pixels. */
const PADDING = { top: 32, side: 18, bottom: 16 } as const;
const NARROWEST = 120;

/** What was placed, still in pieces. */
export interface Pieces {
  readonly inside: Inside;
  /** By the number of the item. */
  readonly inner: ReadonlyMap<number, Placed>;
  readonly placement: FlatPlacement;
  /** Parallel to the items. */
  readonly sizes: readonly Size[];
}

/** Puts the pieces together: a container with its border, everything counted from its corner. */
export function frame(around: Surroundings, container: number, pieces: Pieces): Placed {
  const content = contentOf(around, pieces);
  const drawn = container !== around.containers.root && container < around.sketch.groups;
  const pad = drawn ? PADDING : { top: 0, side: 0, bottom: 0 };
  const width = Math.max(content.width + 2 * pad.side, drawn ? NARROWEST : 0);
  const height = content.height + pad.top + pad.bottom;
  const corner = { x: content.x - (width - content.width) / 2, y: content.y - pad.top };
  const whole = assemble(pieces, { ...corner, width, height });
  return moved({ ...whole, width, height }, { x: -corner.x, y: -corner.y });
}

function contentOf({ sketch }: Surroundings, { inside, placement, sizes }: Pieces): Box {
  const boxes = sizes.map((size, item) => boxAround(placement.nodes[item] ?? { x: 0, y: 0 }, size));
  const more = placement.edges.flatMap(({ way, label }, link) => {
    const size = sketch.edges[inside.links[link]?.edge ?? -1]?.label ?? { width: 0, height: 0 };
    const points = way.map((point) => ({ ...point, width: 0, height: 0 }));
    return label === undefined ? points : [...points, boxAround(label, size)];
  });
  return boxAroundAll([...boxes, ...more]) ?? { x: 0, y: 0, width: 0, height: 0 };
}

function assemble({ inside, inner, placement }: Pieces, box: Box): Omit<Placed, "width" | "height"> {
  const nodes = new Map<number, Placed["nodes"] extends ReadonlyMap<number, infer V> ? V : never>();
  const boxes = new Map<number, Box>();
  const edges = new Map<number, EdgeWay>();
  const leads = new Map<string, readonly Point[]>();
  const shifted = new Map<number, Placed>();
  for (const [index, item] of inside.items.entries()) {
    const middle = placement.nodes[index] ?? { x: 0, y: 0 };
    if (item.type === "node") nodes.set(item.node, { middle, band: placement.bands[index] ?? { top: 0, bottom: 0 } });
    const placed = inner.get(index);
    if (item.type !== "container" || placed === undefined) continue;
    const corner = boxAround(middle, placed);
    const there = moved(placed, corner);
    shifted.set(index, there);
    boxes.set(item.container, corner);
    for (const [node, place] of there.nodes) nodes.set(node, place);
    for (const [group, place] of there.boxes) boxes.set(group, place);
    for (const [edge, way] of there.edges) edges.set(edge, way);
  }
  for (const [index, link] of inside.links.entries()) {
    const { way = [], label } = placement.edges[index] ?? {};
    const before = leadOf(shifted, placement, link.from, link);
    const after = leadOf(shifted, placement, link.to, link);
    if (link.end === undefined) edges.set(link.edge, { way: [...before, ...way, ...after], ...(label && { label }) });
    else leads.set(portalKey(link.edge, link.end), leadThrough(inside, placement, link, [before, way, after], box));
  }
  return { nodes, boxes, edges, leads };
}

/** What an edge does within an item at its end, and on to where its layer ends. Nothing within a node. */
function leadOf(
  shifted: ReadonlyMap<number, Placed>,
  { bands, nodes }: FlatPlacement,
  item: number,
  { edge, end, from }: InsideLink,
): readonly Point[] {
  const placed = shifted.get(item);
  const which = end ?? (item === from ? "from" : "to");
  const lead = placed?.leads.get(portalKey(edge, which));
  if (placed === undefined || lead === undefined) return [];
  const border = which === "from" ? lead.at(-1) : lead[0];
  const band = bands[item];
  if (border === undefined || band === undefined) return lead;
  const isLower = border.y > (nodes[item]?.y ?? 0);
  const outside = { x: border.x, y: isLower ? band.bottom : band.top };
  return which === "from" ? [...lead, outside] : [outside, ...lead];
}

/** From a node to the border, or from there to the node, as the edge goes. */
function leadThrough(
  inside: Inside,
  placement: FlatPlacement,
  { from, to, end }: InsideLink,
  [before, way, after]: readonly [readonly Point[], readonly Point[], readonly Point[]],
  box: Box,
): readonly Point[] {
  const upwards = inside.items[from]?.type === "portal";
  const portal = placement.nodes[upwards ? from : to] ?? { x: 0, y: 0 };
  const border = { x: portal.x, y: upwards ? box.y : box.y + box.height };
  // Links to a portal lead downwards; the lead within an item already goes as the edge does.
  const item = upwards ? after : before;
  const outwards = upwards ? way.toReversed() : way;
  return end === "from" ? [...item, ...outwards, portal, border] : [border, portal, ...outwards.toReversed(), ...item];
}
