import type { Evidence } from "../evidence/evidence.ts";
import { nodeOf } from "../graph/walk.ts";
import type { RunState } from "./state.ts";

/**
 * What was found of every check at every node, the last answer of each. What an action found when it read files once
 * more counts until a gate has measured that check anew.
 */
export function latestEvidence({ graph, evidence }: Pick<RunState, "graph" | "evidence">): readonly Evidence[] {
  const latest = [...new Map(evidence.map((one) => [`${one.node}/${one.evidence.check}`, one])).values()];
  return latest
    .filter(({ node, evidence: found }) => {
      if (nodeOf(graph, node)?.kind !== "action") return true;
      return !latest.some(
        (other) =>
          other.node !== node &&
          other.evidence.check === found.check &&
          other.evidence.collectedAt >= found.collectedAt,
      );
    })
    .map((one) => one.evidence);
}
