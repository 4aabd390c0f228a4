import type { CheckVerdict, Evidence } from "../evidence/evidence.ts";

/** What a rule made of the facts; with source and date it is evidence. */
export interface Finding extends Proof {
  readonly verdict: CheckVerdict;
  readonly reason: string;
  readonly message: string;
  readonly facts?: Evidence["facts"] & {};
  /** From then on it may be otherwise. Milliseconds since the epoch. */
  readonly recheckAt?: number;
  /** What was read for it, where that is known more exactly than by the check. */
  readonly source?: string;
}

/** What a finding rests on. */
export type Proof = Pick<Evidence, "measure" | "places" | "files">;

export function passed(reason: string, message: string, facts?: Finding["facts"]): Finding {
  return { verdict: "pass", reason, message, ...(facts === undefined ? {} : { facts }) };
}

export function failed(reason: string, message: string, facts?: Finding["facts"]): Finding {
  return { verdict: "fail", reason, message, ...(facts === undefined ? {} : { facts }) };
}

export function inconclusive(reason: string, message: string): Finding {
  return { verdict: "inconclusive", reason, message };
}

/**
 * A finding as evidence. `source` is the command, file or call that was read, unless the finding itself says so; `at`
 * milliseconds since the epoch.
 */
export function asEvidence(check: string, finding: Finding, source: string, at: number): Evidence {
  return { check, ...finding, source: finding.source ?? source, collectedAt: at };
}

/** The evidence for a check that this version of Tidegate does not know: it cannot open a gate. */
export function unknownCheck(check: string, at: number): Evidence {
  const message = `Nobody here knows the check "${check}". Correct its name, or update Tidegate.`;
  return asEvidence(check, inconclusive("UnknownCheck", message), "registry of checks", at);
}

/** The evidence where collecting the facts went wrong. */
export function uncollected(check: string, problem: string, source: string, at: number): Evidence {
  return asEvidence(check, inconclusive("NotCollected", problem), source, at);
}
