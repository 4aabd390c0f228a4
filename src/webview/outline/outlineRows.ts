import { nestingOf } from "../../picture/nesting.ts";
import type { PictureGraph, PictureGroup, PictureNode } from "../../protocol/picture.ts";

/** A line of the outline: a node, or a group with what lies in it below. */
export interface OutlineRow {
  readonly key: string;
  /** One-based. */
  readonly level: number;
  /** One-based place among the rows beside it, and how many those are. */
  readonly place: number;
  readonly beside: number;
  readonly node?: PictureNode;
  readonly group?: PictureGroup;
  /** Key of the group's row that this one lies under. */
  readonly under?: string;
}

interface Branch {
  readonly group?: PictureGroup;
  readonly node?: PictureNode;
  readonly children: Branch[];
}

/**
 * The graph as lines to be read from top to bottom: in the order of a walk that follows each way to its end, groups
 * as branches where the walk first comes to them. What lies in a collapsed group is left out.
 */
export function outlineRows(graph: PictureGraph, collapsed: ReadonlySet<string>): readonly OutlineRow[] {
  return rowsOf(branches(graph), collapsed, 1, undefined);
}

/** Name of a group's row; nodes are named by their id. */
export function groupKey(group: string): string {
  return `\u0000${group}`;
}

function branches(graph: PictureGraph): readonly Branch[] {
  const places = new Map(graph.nodes.map(({ id }, index) => [id, index]));
  const { groupOfNode, groupOfGroup } = nestingOf(graph.groups, places);
  const roots: Branch[] = [];
  const opened = new Map<number, Branch>();
  const childrenOf = (group: number | undefined): Branch[] => {
    if (group === undefined) return roots;
    const known = opened.get(group);
    if (known !== undefined) return known.children;
    const found = graph.groups[group];
    const branch: Branch = { children: [], ...(found === undefined ? {} : { group: found }) };
    opened.set(group, branch);
    childrenOf(groupOfGroup[group]).push(branch);
    return branch.children;
  };
  for (const node of walkOrder(graph)) childrenOf(groupOfNode[places.get(node.id) ?? -1]).push({ node, children: [] });
  return roots;
}

/** Depth first from the start, then whatever no way leads to. */
function walkOrder({ nodes, edges, start }: PictureGraph): readonly PictureNode[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const onward = Map.groupBy(edges, ({ from }) => from);
  const seen = new Set<string>();
  const order: PictureNode[] = [];
  for (const root of [start, ...byId.keys()]) {
    const stack = [root];
    for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
      const node = byId.get(id);
      if (node === undefined || seen.has(id)) continue;
      seen.add(id);
      order.push(node);
      for (const { to } of (onward.get(id) ?? []).toReversed()) stack.push(to);
    }
  }
  return order;
}

function rowsOf(
  list: readonly Branch[],
  collapsed: ReadonlySet<string>,
  level: number,
  under: string | undefined,
): readonly OutlineRow[] {
  return list.flatMap(({ node, group, children }, index) => {
    const key = group === undefined ? (node?.id ?? "") : groupKey(group.id);
    const row = { key, level, place: index + 1, beside: list.length, ...(under === undefined ? {} : { under }) };
    if (node !== undefined) return [{ ...row, node }];
    if (group === undefined) return [];
    const below = collapsed.has(group.id) ? [] : rowsOf(children, collapsed, level + 1, key);
    return [{ ...row, group }, ...below];
  });
}
