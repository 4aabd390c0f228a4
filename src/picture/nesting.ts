import type { PictureGroup } from "../protocol/picture.ts";

/** Which group holds which, by place in the list; nothing at the outermost. */
export interface Nesting {
  readonly groupOfNode: readonly (number | undefined)[];
  readonly groupOfGroup: readonly (number | undefined)[];
}

/** How many groups may lie within each other. Those further in are not drawn: nobody could tell their frames apart. */
const DEEPEST = 24;

/**
 * Makes a tree of groups that come as flat lists. A node that stands in several is in the smallest; a group lies in
 * the smallest of the larger ones that have all its nodes. Of two alike, the first listed is the outer one.
 */
export function nestingOf(groups: readonly PictureGroup[], nodes: ReadonlyMap<string, number>): Nesting {
  const members = groups.map((group) => new Set(group.nodes.flatMap((id) => nodes.get(id) ?? [])));
  const smallestFirst = [...members.keys()].toSorted(
    (a, b) => (members[a]?.size ?? 0) - (members[b]?.size ?? 0) || b - a,
  );
  const holders: number[][] = Array.from({ length: nodes.size }, () => []);
  for (const group of smallestFirst) for (const node of members[group] ?? []) holders[node]?.push(group);
  const groupOfGroup = groups.map((_, group) => parentOf(group, members, holders));
  const drawn = drawnOnes(smallestFirst.toReversed(), groupOfGroup);
  return { groupOfNode: holders.map(([smallest]) => drawnAround(smallest, groupOfGroup, drawn)), groupOfGroup };
}

function parentOf(
  group: number,
  members: readonly ReadonlySet<number>[],
  holders: readonly (readonly number[])[],
): number | undefined {
  const own = [...(members[group] ?? [])];
  // Whoever holds the whole group holds each of its nodes; behind the group itself stand those that are larger.
  const larger = holders[own[0] ?? -1] ?? [];
  const at = larger.indexOf(group);
  return larger.find((other, index) => index > at && own.every((node) => members[other]?.has(node)));
}

/** Groups that are not too deep within others; the outer ones come first. */
function drawnOnes(outerFirst: readonly number[], groupOfGroup: readonly (number | undefined)[]): ReadonlySet<number> {
  const depths = new Map<number, number>();
  for (const group of outerFirst) {
    const outer = groupOfGroup[group];
    const depth = outer === undefined ? 1 : (depths.get(outer) ?? Infinity) + 1;
    if (depth <= DEEPEST) depths.set(group, depth);
  }
  return new Set(depths.keys());
}

function drawnAround(
  smallest: number | undefined,
  groupOfGroup: readonly (number | undefined)[],
  drawn: ReadonlySet<number>,
): number | undefined {
  let group = smallest;
  while (group !== undefined && !drawn.has(group)) group = groupOfGroup[group];
  return group;
}
