import type { GraphNode, Outcome } from "./graph.ts";

const NOTHING: readonly Outcome[] = [];

/** The outcomes a node declares. Each needs an edge. */
export function outcomesOf(node: GraphNode): readonly Outcome[] {
  switch (node.kind) {
    case "start":
      return ["started"];
    case "check":
      if (node.waits !== true) return ["pass", "fail", "inconclusive"];
      return node.mends === undefined ? ["pass"] : ["pass", "circular"];
    case "decision":
      return node.options.map((option) => option.id);
    case "approval":
      return ["approved", "rejected", "expired", "withdrawn"];
    case "action":
      return [
        "done",
        "failed",
        ...(node.approval === undefined ? [] : ["voided"]),
        ...(node.windows === undefined ? [] : ["closed"]),
      ];
    case "hold":
      return ["healthy", "failed", "deadline", "superseded", "paused"];
    case "end":
      return NOTHING;
  }
}

/** Outcomes that a node has only where an edge leads on from them. */
export function optionalOutcomesOf(node: GraphNode): readonly Outcome[] {
  return node.kind === "check" && node.waits === true ? ["fail"] : NOTHING;
}

/**
 * How a node ends when a person steps in. Every node can end so and none has an edge for it: the graph's `trouble` and
 * `rollback` say where these lead.
 */
export const INTERVENED = { abort: "abort-requested", rollback: "rollback-requested" } as const;
