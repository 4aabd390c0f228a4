import type { Outcome } from "../../core/graph/graph.ts";

const GOOD: ReadonlySet<Outcome> = new Set(["started", "done", "pass", "healthy", "approved"]);

/** Whether a node that ended so did what it stands for. What a person chose at a decision is neither good nor bad. */
export function isGood(outcome: Outcome): boolean {
  return GOOD.has(outcome);
}
