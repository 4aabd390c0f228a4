import type { Edge, GraphNode } from "../../../core/graph/graph.ts";

/** Where a run begins, what had to be added for that, and a sentence where it cannot be told. */
export interface Beginning {
  readonly start: string;
  readonly added?: { readonly node: GraphNode; readonly edge: Edge };
  readonly why?: string;
}

/** The node that no arrow leads to. Where that is no start, one is added in front of it. */
export function startOf(nodes: readonly GraphNode[], edges: readonly Edge[]): Beginning {
  const entered = new Set(edges.filter((edge) => edge.from !== edge.to).map((edge) => edge.to));
  const roots = nodes.filter((node) => !entered.has(node.id));
  const [first] = roots;
  const starts = roots.filter((node) => node.kind === "start");
  if (starts[0] !== undefined && starts.length === 1) return { start: starts[0].id };
  if (first !== undefined && roots.length === 1) return inFrontOf(first.id, nodes);
  const start = first ?? nodes[0];
  const named = `Name it: %% tidegate: {"graph": {"start": "${start?.id ?? ""}"}}, or draw one circle in front.`;
  if (first === undefined)
    return { start: start?.id ?? "", why: `An arrow leads to every node, so none begins. ${named}` };
  const some = roots.slice(0, 5).map((node) => node.id);
  const list =
    roots.length > some.length ? `${some.join(", ")} and ${roots.length - some.length} more` : some.join(", ");
  return { start: first.id, why: `No arrow leads to ${list}, so there is more than one beginning. ${named}` };
}

function inFrontOf(root: string, nodes: readonly GraphNode[]): Beginning {
  const ids = new Set(nodes.map((node) => node.id));
  let id = "start";
  for (let count = 2; ids.has(id); count += 1) id = `start-${count}`;
  return {
    start: id,
    added: { node: { kind: "start", id, label: "Start" }, edge: { from: id, to: root, when: "started" } },
  };
}
