import type { Placement, Sketch } from "./sketch.ts";

/** The height that a rank takes with its tallest node. */
export interface Band {
  readonly top: number;
  readonly bottom: number;
}

export interface Bands {
  ofNode(node: number): Band;
  /** The rank whose middle is here; one without height where there is no node in it. */
  at(y: number): Band;
}

/** The ranks of a placement: nodes whose middles are equally high stand in the same one. */
export function bandsOf(sketch: Sketch, placement: Placement): Bands {
  const halves = new Map<number, number>();
  const stretch = (y: number, half: number) => halves.set(keyOf(y), Math.max(halves.get(keyOf(y)) ?? 0, half));
  for (const [node, { y }] of placement.nodes.entries()) stretch(y, (sketch.nodes[node]?.size.height ?? 0) / 2);
  for (const [place, { label }] of placement.edges.entries()) {
    if (label !== undefined) stretch(label.y, (sketch.edges[place]?.label?.height ?? 0) / 2);
  }
  const at = (y: number): Band => {
    const half = halves.get(keyOf(y)) ?? 0;
    return { top: y - half, bottom: y + half };
  };
  return { at, ofNode: (node) => at(placement.nodes[node]?.y ?? 0) };
}

function keyOf(y: number): number {
  return Math.round(y * 4);
}
