import type { GraphNode } from "../../core/graph/graph.ts";
import type { NodeView } from "../../protocol/panel.ts";

/** What a node says of itself, whether or not a run walks it. */
export function nodeFacts({
  id,
  why,
  detail,
  source,
  token,
  limit,
}: GraphNode): Pick<NodeView, "id" | "why" | "detail" | "source" | "token" | "limit"> {
  return {
    id,
    ...(why === undefined ? {} : { why }),
    ...(detail === undefined ? {} : { detail }),
    ...(source === undefined ? {} : { source }),
    ...(token === undefined ? {} : { token }),
    ...(limit === undefined ? {} : { limit }),
  };
}
