import type { Sketch } from "../sketch.ts";
import type { Containers } from "./containers.ts";

/** How an edge lies to the containers. */
export interface Crossing {
  /** The innermost container that holds both its ends. */
  readonly home: number;
  /** Containers that it leaves, the innermost first; then those that it enters, the innermost first. */
  readonly left: readonly number[];
  readonly entered: readonly number[];
}

/** A place at a container's border where an edge comes in or goes out. */
export interface Portal {
  readonly edge: number;
  readonly end: "from" | "to";
  /** At the upper border or at the lower one. */
  readonly held: "first" | "last";
  /** Where the edge goes outside; unknown at first. */
  readonly pull?: number;
}

/** Parallel to the sketch's edges. */
export function crossingsOf(sketch: Sketch, containers: Containers): readonly Crossing[] {
  return sketch.edges.map(({ from, to }) => {
    const [inner, outer] = [containers.around(from), containers.around(to)];
    const holding = new Set(outer);
    const home = inner.find((container) => holding.has(container)) ?? containers.root;
    return { home, left: inner.slice(0, inner.indexOf(home)), entered: outer.slice(0, outer.indexOf(home)) };
  });
}
