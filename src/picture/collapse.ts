import type { PictureEdge, PictureGraph, PictureGroup, PictureNode } from "../protocol/picture.ts";

/**
 * The graph with each of these groups drawn as one node, named by `collapsedId`. Edges inside it go; edges that lead
 * the same way now, with the same label, become one. Of groups within each other, the outer one takes all.
 */
export function collapseGroups(graph: PictureGraph, collapsed: ReadonlySet<string>): PictureGraph {
  const into = takersIn(graph, collapsed);
  if (into.size === 0) return graph;
  const nameOf = (node: string) => nodeNameOf(into.get(node), node);
  return {
    ...graph,
    start: nameOf(graph.start),
    nodes: mergedNodes(graph.nodes, into),
    edges: mergedEdges(graph.edges, into, nameOf),
    groups: graph.groups.filter(({ id }) => !collapsed.has(id)).flatMap((group) => openGroup(group, into)),
  };
}

/** What a node of the graph is drawn as: itself, or the node of the collapsed group that takes it. */
export type StandIn = (node: string) => string;

/** Who stands for whom where these groups are collapsed. */
export function standInOf(graph: PictureGraph, collapsed: ReadonlySet<string>): StandIn {
  const into = takersIn(graph, collapsed);
  return (node) => nodeNameOf(into.get(node), node);
}

/** The collapsed group that takes each node in one: of groups within each other, the outermost. */
function takersIn({ groups }: PictureGraph, collapsed: ReadonlySet<string>): ReadonlyMap<string, PictureGroup> {
  const closing = groups
    .filter(({ id }) => collapsed.has(id))
    .toSorted((one, other) => other.nodes.length - one.nodes.length);
  const into = new Map<string, PictureGroup>();
  for (const group of closing) for (const node of group.nodes) if (!into.has(node)) into.set(node, group);
  return into;
}

/** The id of the node that stands for a collapsed group. It begins as no document lets an id begin. */
export function collapsedId(group: string): string {
  return `\u0000${group}`;
}

function nodeNameOf(group: PictureGroup | undefined, node: string): string {
  return group === undefined ? node : collapsedId(group.id);
}

function mergedNodes(nodes: readonly PictureNode[], into: ReadonlyMap<string, PictureGroup>): PictureNode[] {
  const merged = new Map<string, PictureNode>();
  for (const node of nodes) {
    const group = into.get(node.id);
    const id = nodeNameOf(group, node.id);
    const known = merged.get(id);
    if (group === undefined) merged.set(id, node);
    else if (known === undefined) merged.set(id, standIn(group, node));
    else if (known.back === true && node.back !== true) merged.set(id, { ...known, back: false });
  }
  return [...merged.values()];
}

function standIn(group: PictureGroup, first: PictureNode): PictureNode {
  return { id: collapsedId(group.id), kind: "action", label: group.label, back: first.back === true };
}

function mergedEdges(
  edges: readonly PictureEdge[],
  into: ReadonlyMap<string, PictureGroup>,
  nameOf: (node: string) => string,
): PictureEdge[] {
  const known = new Set<string>();
  return edges.flatMap((edge) => {
    if (!into.has(edge.from) && !into.has(edge.to)) return [edge];
    const [from, to] = [nameOf(edge.from), nameOf(edge.to)];
    const key = JSON.stringify([from, to, edge.label]);
    if (from === to || known.has(key)) return [];
    known.add(key);
    return [{ ...edge, from, to }];
  });
}

/** A group that stays open has a collapsed one in it only where it has the whole of that. */
function openGroup(group: PictureGroup, into: ReadonlyMap<string, PictureGroup>): readonly PictureGroup[] {
  const own = new Set(group.nodes);
  const nodes = group.nodes.flatMap((node) => {
    const inner = into.get(node);
    if (inner === undefined) return [node];
    return inner.nodes.every((each) => own.has(each)) && inner.nodes.length < own.size ? [collapsedId(inner.id)] : [];
  });
  return nodes.length === 0 ? [] : [{ ...group, nodes: [...new Set(nodes)] }];
}
