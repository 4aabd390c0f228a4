import type { PictureGroup } from "../protocol/picture.ts";

/** Which group holds which, by place in the list; nothing at the outermost. */
export interface Nesting {
  readonly groupOfNode: readonly (number | undefined)[];
  readonly groupOfGroup: readonly (number | undefined)[];
}

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
  return {
    groupOfNode: holders.map(([smallest]) => smallest),
    groupOfGroup: groups.map((_, group) => parentOf(group, members, holders)),
  };
}

function parentOf(
  group: number,
  members: readonly ReadonlySet<number>[],
  holders: readonly (readonly number[])[],
): number | undefined {
  const own = [...(members[group] ?? [])];
  const [some] = own;
  if (some === undefined) return undefined;
  // Whoever holds the whole group holds each of its nodes; behind the group itself stand those that are larger.
  const larger = holders[some] ?? [];
  return larger.slice(larger.indexOf(group) + 1).find((other) => own.every((node) => members[other]?.has(node)));
}
