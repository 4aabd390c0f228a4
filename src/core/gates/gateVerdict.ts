import type { CheckVerdict, Evidence } from "../evidence/evidence.ts";
import type { CheckSpec } from "../graph/graph.ts";

/** How a check node ended, with the sentence that says why. */
export interface GateVerdict {
  readonly verdict: CheckVerdict;
  readonly message: string;
  /** How many checks are neither passed nor failed. */
  readonly open: number;
}

/**
 * The verdict of a check node: fail beats inconclusive beats pass. A check without evidence is inconclusive, so a gate
 * opens only when something was found for every check. A node without checks asks nothing and passes.
 */
export function gateVerdict(checks: readonly CheckSpec[], evidence: readonly Evidence[]): GateVerdict {
  const found = checks.map((check) => evidence.findLast((one) => one.check === check.id) ?? missing(check));
  const open = found.filter((one) => one.verdict === "inconclusive");
  const failed = found.filter((one) => one.verdict === "fail");
  if (failed.length > 0) return { verdict: "fail", message: sentences(failed), open: open.length };
  if (open.length > 0) return { verdict: "inconclusive", message: sentences(open), open: open.length };
  return {
    verdict: "pass",
    message: found.length === 0 ? "Nothing to check." : `${counted(found.length)} passed.`,
    open: 0,
  };
}

function missing(check: CheckSpec): Pick<Evidence, "verdict" | "message"> {
  return { verdict: "inconclusive", message: `Nothing was found out about "${check.label}".` };
}

function sentences(found: readonly Pick<Evidence, "message">[]): string {
  return found.map((one) => one.message).join(" ");
}

function counted(count: number): string {
  return count === 1 ? "1 check" : `${count} checks`;
}
