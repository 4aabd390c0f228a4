import type { Edge } from "./graph.ts";

/**
 * Sets of nodes in which each can come to each again, itself included: every cycle lies within one of them. Kosaraju's
 * algorithm, in time linear in the edges and without recursion, so that no graph is too deep.
 */
export function knots(edges: readonly Edge[]): readonly ReadonlySet<string>[] {
  const onward = targets(edges, "from", "to");
  const backward = targets(edges, "to", "from");
  const seen = new Set<string>();
  const found: ReadonlySet<string>[] = [];
  for (const root of finished(onward).toReversed()) {
    const knot = seen.has(root) ? [] : gathered(root, backward, seen);
    if (knot.length > 1 || (knot.length === 1 && onward.get(root)?.includes(root) === true)) found.push(new Set(knot));
  }
  return found;
}

type Targets = ReadonlyMap<string, readonly string[]>;

function targets(edges: readonly Edge[], by: "from" | "to", to: "from" | "to"): Targets {
  const found = new Map<string, string[]>();
  for (const edge of edges) {
    const known = found.get(edge[by]);
    if (known === undefined) found.set(edge[by], [edge[to]]);
    else known.push(edge[to]);
  }
  return found;
}

/** Nodes in the order in which a walk in depth is done with them. */
function finished(onward: Targets): readonly string[] {
  const order: string[] = [];
  const seen = new Set<string>();
  for (const root of onward.keys()) {
    if (seen.has(root)) continue;
    seen.add(root);
    const stack = [{ id: root, rest: (onward.get(root) ?? []).values() }];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const { value, done } = top.rest.next();
      if (done === true) {
        order.push(top.id);
        stack.pop();
      } else if (!seen.has(value)) {
        seen.add(value);
        stack.push({ id: value, rest: (onward.get(value) ?? []).values() });
      }
    }
  }
  return order;
}

/** Everything that leads to this node and was not seen before. */
function gathered(root: string, backward: Targets, seen: Set<string>): readonly string[] {
  const found = [root];
  seen.add(root);
  for (const id of found) {
    for (const before of backward.get(id) ?? []) {
      if (seen.has(before)) continue;
      seen.add(before);
      found.push(before);
    }
  }
  return found;
}
