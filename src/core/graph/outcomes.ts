import type { GraphNode, Outcome } from "./graph.ts";

const NOTHING: readonly Outcome[] = [];

/** The outcomes a node declares. Each needs an edge; an edge for any other is refused. */
export function outcomesOf(node: GraphNode): readonly Outcome[] {
  switch (node.kind) {
    case "start":
      return ["started"];
    case "check":
      return ["pass", "fail", "inconclusive"];
    case "decision":
      return node.options.map((option) => option.id);
    case "approval":
      return ["approved", "rejected", "expired"];
    case "action":
      return node.approval === undefined ? ["done", "failed"] : ["done", "failed", "voided"];
    case "hold":
      return ["healthy", "failed", "deadline", "superseded", "paused"];
    case "end":
      return NOTHING;
  }
}

/**
 * How a node ends when a person steps in. Every node can end so and none has an edge for it: the graph's `trouble` and
 * `rollback` say where these lead.
 */
export const INTERVENED = { abort: "abort-requested", rollback: "rollback-requested" } as const;
