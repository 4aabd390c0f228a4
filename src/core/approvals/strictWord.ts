import type { Graph } from "../graph/graph.ts";
import { nodeOf } from "../graph/walk.ts";

/** What a yes must say where the policy is strict. Nothing else counts. Source: safety-handbook.md:19. */
export const YES = "yes";

/** Whether an approval node takes a yes only with exactly that word. */
export function isStrict(graph: Graph | undefined, node: string | undefined): boolean {
  const found = nodeOf(graph, node);
  return found?.kind === "approval" && found.policy.strict === true;
}
