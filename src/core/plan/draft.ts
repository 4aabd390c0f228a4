import type { Edge, Graph, GraphNode, Group, Outcome, WorkloadRef } from "../graph/graph.ts";

/** A node and where each of its outcomes leads. */
export interface Draft {
  readonly node: GraphNode;
  readonly ways: Readonly<Record<Outcome, string>>;
  /** The part of the picture it stands in. */
  readonly group?: string;
}

/** Puts drafts together into a graph, leaving out those that no way leads to. */
export function assemble(head: Omit<Graph, "nodes" | "edges" | "groups">, drafts: readonly Draft[]): Graph {
  const roots = [head.start, head.rollback, head.trouble].filter((id) => id !== undefined);
  const seen = new Set(roots);
  for (const id of seen) {
    const draft = drafts.find((one) => one.node.id === id);
    for (const to of Object.values(draft?.ways ?? {})) seen.add(to);
  }
  const kept = drafts.filter((draft) => seen.has(draft.node.id));
  const edges = kept.flatMap(({ node, ways }) =>
    Object.entries(ways).map(([when, to]): Edge => ({ from: node.id, to, when })),
  );
  return { ...head, nodes: kept.map((draft) => draft.node), edges, groups: groupsOf(kept) };
}

function groupsOf(drafts: readonly Draft[]): Group[] {
  const labels = [...new Set(drafts.flatMap((draft) => draft.group ?? []))];
  return labels.map((label) => ({
    id: label.toLowerCase().replaceAll(" ", "-"),
    label,
    nodes: drafts.filter((draft) => draft.group === label).map((draft) => draft.node.id),
  }));
}

/** An id for a node that is about one workload. */
export function idFor(what: string, workload: WorkloadRef): string {
  return `${what}-${workload.kind.toLowerCase()}-${workload.name}`;
}
