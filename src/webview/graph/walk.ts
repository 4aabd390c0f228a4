import type { Box } from "../../picture/geometry.ts";
import type { PictureGraph } from "../../protocol/picture.ts";

/** A step of the keyboard through the picture. */
export type Step = "down" | "up" | "left" | "right";

/** Who leads to whom, in the order of the graph, and where everybody stands. */
export interface Ways {
  readonly to: ReadonlyMap<string, readonly string[]>;
  readonly from: ReadonlyMap<string, readonly string[]>;
  readonly boxes: ReadonlyMap<string, Box>;
}

export function waysOf({ edges }: PictureGraph, boxes: ReadonlyMap<string, Box>): Ways {
  const to = new Map<string, string[]>();
  const from = new Map<string, string[]>();
  for (const edge of edges) {
    if (edge.from === edge.to) continue;
    add(to, edge.from, edge.to);
    add(from, edge.to, edge.from);
  }
  return { to, from, boxes };
}

/**
 * Where an arrow key leads: down and up along an edge (the way taken first, then in reading order, loops back last),
 * left and right among what the same node leads to, or else among what lies in the same row.
 */
export function stepFrom(id: string, step: Step, ways: Ways, taken: ReadonlySet<string>): string | undefined {
  const at = ways.boxes.get(id);
  if (at === undefined) return undefined;
  if (step === "left" || step === "right") {
    const row = siblings(id, ways);
    return row[row.indexOf(id) + (step === "right" ? 1 : -1)];
  }
  const next = inReadingOrder((step === "down" ? ways.to : ways.from).get(id) ?? [], ways);
  const onward = next.filter((other) => isOnward(step, at.y, ways.boxes.get(other)?.y));
  return onward.find((other) => taken.has(other)) ?? onward[0] ?? next[0];
}

/** The node itself and those beside it, from left to right. */
function siblings(id: string, ways: Ways): readonly string[] {
  const shared = (ways.from.get(id) ?? []).flatMap((parent) => ways.to.get(parent) ?? []);
  const others = new Set([id, ...shared]);
  return inReadingOrder(others.size > 1 ? [...others] : inSameRow(id, ways), ways);
}

function inSameRow(id: string, { boxes }: Ways): readonly string[] {
  const own = boxes.get(id);
  if (own === undefined) return [id];
  return [...boxes]
    .filter(([, box]) => box.y < own.y + own.height && own.y < box.y + box.height)
    .map(([other]) => other);
}

function isOnward(step: "down" | "up", from: number, to: number | undefined): boolean {
  return to !== undefined && (step === "down" ? to > from : to < from);
}

function inReadingOrder(ids: readonly string[], { boxes }: Ways): readonly string[] {
  const place = (id: string): number => {
    const box = boxes.get(id);
    return box === undefined ? 0 : box.x + box.width / 2;
  };
  return [...new Set(ids)].toSorted((a, b) => place(a) - place(b));
}

function add(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else if (!list.includes(value)) list.push(value);
}
