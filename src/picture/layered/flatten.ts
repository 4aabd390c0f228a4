import type { Sketch } from "../sketch.ts";
import type { Containers } from "./containers.ts";
import type { Crossing, Portal } from "./portals.ts";

export interface Surroundings {
  readonly sketch: Sketch;
  readonly containers: Containers;
  /** Parallel to the sketch's edges. */
  readonly crossed: readonly Crossing[];
  /** Edges by the container that they are at home in. */
  readonly homes: ReadonlyMap<number, readonly number[]>;
  /** Whether containers are placed once more when it is known where their edges go. */
  readonly refined: boolean;
}

/** What lies in a container at first sight: nodes, containers as a whole, and portals; each by a number. */
export interface Inside {
  readonly items: readonly InsideItem[];
  readonly links: readonly InsideLink[];
}

export type InsideItem =
  | { readonly type: "node"; readonly node: number }
  | { readonly type: "container"; readonly container: number }
  | { readonly type: "portal"; readonly portal: Portal };

/** An edge between two items. Where one is a portal, it leads downwards whatever the edge does. */
export interface InsideLink {
  readonly edge: number;
  readonly from: number;
  readonly to: number;
  /** Which end of the edge it leads to the border; absent where the edge is at home here. */
  readonly end?: Portal["end"];
}

/** The graph within a container, as if the containers in it were nodes. */
export function insideOf(around: Surroundings, container: number, portals: readonly Portal[]): Inside {
  const { nodes = [], containers = [] } = around.containers.children[container] ?? {};
  const items: InsideItem[] = [
    ...nodes.map((node) => ({ type: "node" as const, node })),
    ...containers.map((inner) => ({ type: "container" as const, container: inner })),
    ...portals.map((portal) => ({ type: "portal" as const, portal })),
  ];
  const ofNode = new Map(nodes.map((node, item) => [node, item]));
  const ofContainer = new Map(containers.map((inner, index) => [inner, nodes.length + index]));
  const itemOf = (edge: number, end: Portal["end"]): number => {
    const passed = passedBy(around, edge, end);
    const level = passed.indexOf(container);
    const inner = level < 0 ? passed.at(-1) : passed[level - 1];
    const node = around.sketch.edges[edge]?.[end] ?? 0;
    return (inner === undefined ? ofNode.get(node) : ofContainer.get(inner)) ?? 0;
  };
  const links: InsideLink[] = (around.homes.get(container) ?? []).map((edge) => ({
    edge,
    from: itemOf(edge, "from"),
    to: itemOf(edge, "to"),
  }));
  for (const [index, { edge, end, held }] of portals.entries()) {
    const [portal, item] = [nodes.length + containers.length + index, itemOf(edge, end)];
    links.push(held === "first" ? { edge, end, from: portal, to: item } : { edge, end, from: item, to: portal });
  }
  return { items, links };
}

/** Containers between an edge's end and the one it is at home in, the innermost first. */
function passedBy({ crossed }: Surroundings, edge: number, end: Portal["end"]): readonly number[] {
  const crossing = crossed[edge];
  return (end === "from" ? crossing?.left : crossing?.entered) ?? [];
}
