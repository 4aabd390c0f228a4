import { collapsedId } from "../../picture/collapse.ts";
import type { PictureGraph } from "../../protocol/picture.ts";

/** What a node of the graph is drawn as: itself, or the collapsed group that it lies in. */
export type StandIn = (node: string) => string;

/** As `collapseGroups` draws them: of collapsed groups within each other, the outermost takes all. */
export function standInOf({ groups }: PictureGraph, collapsed: ReadonlySet<string>): StandIn {
  const closed = groups.filter(({ id }) => collapsed.has(id)).toSorted((a, b) => b.nodes.length - a.nodes.length);
  const into = new Map<string, string>();
  for (const { id, nodes } of closed) for (const node of nodes) if (!into.has(node)) into.set(node, collapsedId(id));
  return (node) => into.get(node) ?? node;
}
