import type { FlatEdge, FlatNode } from "./flatGraph.ts";

/** Which edges lead back up, and the layer of every node. */
export interface Ranks {
  readonly reversed: readonly boolean[];
  readonly rankOf: readonly number[];
}

type Ends = Pick<FlatEdge, "from" | "to">;

/**
 * Gives every node a layer below those before it. An edge that closes a cycle, found by walking from the first node
 * in the order of the list, leads back up.
 */
export function rankNodes(nodes: readonly Pick<FlatNode, "held">[], edges: readonly Ends[]): Ranks {
  const reversed = closing(nodes.length, edges);
  const forward = edges.map(({ from, to }, edge) => (reversed[edge] === true ? { from: to, to: from } : { from, to }));
  const { order, rankOf } = longestWays(nodes.length, forward);
  drawDown(nodes.length, forward, order, rankOf);
  hold(nodes, rankOf);
  return { reversed, rankOf };
}

/** By a walk in depth, without calls in each other: a chain may be as long as the graph. */
function closing(count: number, edges: readonly Ends[]): boolean[] {
  const leaving = lists(count, edges, ({ from }) => from);
  const entering = new Set(edges.map(({ to }) => to));
  const reversed = edges.map(() => false);
  const state = new Uint8Array(count);
  const roots = [...state.keys()];
  for (const root of [...roots.filter((node) => !entering.has(node)), ...roots]) {
    if (state[root] === UNSEEN) walk(root);
  }
  return reversed;

  function walk(root: number): void {
    const path = [{ node: root, next: 0 }];
    state[root] = ON_PATH;
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const edge = leaving[top.node]?.[top.next];
      top.next += 1;
      const to = edge === undefined ? undefined : edges[edge]?.to;
      if (edge === undefined || to === undefined) {
        state[top.node] = DONE;
        path.pop();
      } else if (state[to] === ON_PATH) reversed[edge] = true;
      else if (state[to] === UNSEEN) {
        state[to] = ON_PATH;
        path.push({ node: to, next: 0 });
      }
    }
  }
}

const UNSEEN = 0;
const ON_PATH = 1;
const DONE = 2;

function longestWays(count: number, edges: readonly Ends[]): { readonly order: number[]; readonly rankOf: number[] } {
  const leaving = lists(count, edges, ({ from }) => from);
  const open = new Uint32Array(count);
  for (const { to } of edges) open[to] = (open[to] ?? 0) + 1;
  const rankOf = Array.from({ length: count }, () => 0);
  const order = [...open.keys()].filter((node) => open[node] === 0);
  for (const node of order) {
    for (const edge of leaving[node] ?? []) {
      const to = edges[edge]?.to ?? 0;
      rankOf[to] = Math.max(rankOf[to] ?? 0, (rankOf[node] ?? 0) + 1);
      open[to] = (open[to] ?? 0) - 1;
      if (open[to] === 0) order.push(to);
    }
  }
  return { order, rankOf };
}

/** A node that nothing leads to stands close above what comes next. */
function drawDown(count: number, edges: readonly Ends[], order: readonly number[], rankOf: number[]): void {
  const leaving = lists(count, edges, ({ from }) => from);
  const entered = new Set(edges.map(({ to }) => to));
  for (const node of order.toReversed()) {
    const next = leaving[node] ?? [];
    if (next.length === 0 || entered.has(node)) continue;
    rankOf[node] = next.reduce((rank, edge) => Math.min(rank, rankOf[edges[edge]?.to ?? 0] ?? 0), Infinity) - 1;
  }
}

/** What is held stands alone in a layer above or below all others. */
function hold(nodes: readonly Pick<FlatNode, "held">[], rankOf: number[]): void {
  if (nodes.every(({ held }) => held === undefined)) return;
  let [top, bottom] = [Infinity, -Infinity];
  for (const [node, { held }] of nodes.entries()) {
    if (held !== undefined) continue;
    top = Math.min(top, rankOf[node] ?? 0);
    bottom = Math.max(bottom, rankOf[node] ?? 0);
  }
  for (const [node, { held }] of nodes.entries()) {
    if (held === "first") rankOf[node] = 0;
    else if (held === "last") rankOf[node] = bottom - top + 2;
    else rankOf[node] = (rankOf[node] ?? 0) - top + 1;
  }
}

function lists(count: number, edges: readonly Ends[], nodeOf: (edge: Ends) => number): readonly (readonly number[])[] {
  const all: number[][] = Array.from({ length: count }, () => []);
  for (const [index, edge] of edges.entries()) all[nodeOf(edge)]?.push(index);
  return all;
}
