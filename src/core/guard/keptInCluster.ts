import type { Graph } from "../graph/graph.ts";
import { nodeOf } from "../graph/walk.ts";

/** Whether the cluster keeps the answers to an approval node; they are then given there, and judged by its API server. */
export function isKeptInCluster(graph: Graph | undefined, node: string | undefined): boolean {
  const found = nodeOf(graph, node);
  return found?.kind === "approval" && found.policy.store === "cluster";
}
