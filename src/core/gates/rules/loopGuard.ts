import { nodeOf } from "../../graph/walk.ts";
import type { RunState } from "../../run/state.ts";
import { type Finding, failed, passed } from "../finding.ts";

/** What the guard against endless mending reads of a run. */
export type LoopFacts = Pick<RunState, "graph" | "attempts" | "path">;

/** How many attempts one cycle of mending may take. Source: decision-path.md:102. */
const MOST_ATTEMPTS = 3;

/** Whether no cycle of mending took more than three attempts. */
export function judgeAttempts({ graph, attempts }: LoopFacts): Finding {
  const byNode = Map.groupBy(attempts, (attempt) => attempt.node);
  const counts = [...byNode].map(([node, made]) => ({ label: nodeOf(graph, node)?.label ?? node, count: made.length }));
  const over = counts.find((one) => one.count > MOST_ATTEMPTS);
  const facts = { attempts: attempts.length, allowed: MOST_ATTEMPTS };
  if (over !== undefined) {
    return failed("TooMany", `"${over.label}" took ${over.count} attempts; ${MOST_ATTEMPTS} are allowed.`, facts);
  }
  if (counts.length === 0) return passed("NoAttempts", "Nothing had to be mended.", facts);
  const told = counts.map(({ label, count }) => `"${label}" took ${count} of ${MOST_ATTEMPTS} attempts.`);
  return passed("Within", told.join(" "), facts);
}

/** Whether nothing was tried twice. */
export function judgeCircles({ graph, attempts, path }: LoopFacts): Finding {
  const circle = path.find((step) => step.outcome === "circular");
  if (circle !== undefined) {
    const label = nodeOf(graph, circle.node)?.label ?? circle.node;
    return failed("Circular", `"${label}" went in a circle: ${circle.message}`);
  }
  const message = attempts.length === 0 ? "Nothing had to be mended." : "Every attempt tried something new.";
  return passed("NoCircle", message, { attempts: attempts.length });
}

/** Whether whatever had failed has passed since: mending that leaves a failure behind is no progress. */
export function judgeProgress({ graph, attempts, path }: LoopFacts): Finding {
  const mended = new Set(attempts.flatMap((attempt) => mendedBy(graph, attempt.node)));
  const open = [...mended].filter((id) => path.findLast((step) => step.node === id)?.outcome !== "pass");
  if (open.length > 0) {
    const labels = open.map((id) => `"${nodeOf(graph, id)?.label ?? id}"`).join(", ");
    return failed("NoProgress", `What failed at ${labels} has not passed since.`);
  }
  if (mended.size === 0) return passed("NothingFailed", "Nothing failed on the way here.");
  return passed("Progress", `All that had failed has passed since, after ${attempts.length} attempts.`);
}

/** Whether a run that is stuck can call for help: the graph names an end for it. */
export function judgeEscalation({ graph }: LoopFacts): Finding {
  const end = nodeOf(graph, graph.escalation);
  if (end?.kind === "end" && end.outcome === "escalated") {
    return passed("Escalates", `A run that is stuck ends at "${end.label}".`);
  }
  return failed("NoEscalation", "The graph names no end that calls for help. Name one as its escalation.");
}

function mendedBy(graph: LoopFacts["graph"], id: string): string[] {
  const node = nodeOf(graph, id);
  return node?.kind === "check" && node.mends !== undefined ? [node.mends] : [];
}
