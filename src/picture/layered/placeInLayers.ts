import type { Band } from "../band.ts";
import type { Box, Point } from "../geometry.ts";
import type { Placement, Sketch } from "../sketch.ts";
import { type Containers, containersOf } from "./containers.ts";
import { crossingsOf } from "./portals.ts";
import { placeContainer } from "./placeContainer.ts";

/** Placing once more doubles the work for every level of groups. */
const MOST_REFINED = 400;
const DEEPEST_REFINED = 3;

/** Places a sketch in layers, groups from the inside out. */
export function placeInLayers(sketch: Sketch): Placement {
  const containers = containersOf(sketch);
  const crossed = crossingsOf(sketch, containers);
  const homes = new Map<number, number[]>();
  for (const [edge, { home }] of crossed.entries()) {
    const known = homes.get(home);
    if (known === undefined) homes.set(home, [edge]);
    else known.push(edge);
  }
  const refined = sketch.nodes.length <= MOST_REFINED && depthOf(sketch, containers) <= DEEPEST_REFINED;
  const placed = placeContainer({ sketch, containers, crossed, homes, refined }, containers.root, []);
  const none: Point = { x: 0, y: 0 };
  const flat: Band = { top: 0, bottom: 0 };
  return {
    nodes: sketch.nodes.map((_, node) => placed.nodes.get(node)?.middle ?? none),
    bands: sketch.nodes.map((_, node) => placed.nodes.get(node)?.band ?? flat),
    edges: sketch.edges.map((_, edge) => placed.edges.get(edge) ?? { way: [] }),
    groups: Array.from({ length: sketch.groups }, (_, group): Box | undefined => placed.boxes.get(group)),
  };
}

/** How many containers lie within each other at most. */
function depthOf(sketch: Sketch, containers: Containers): number {
  return sketch.nodes.reduce((most, _, node) => Math.max(most, containers.around(node).length - 1), 0);
}
