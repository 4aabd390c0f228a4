import type { FindingLevel, SecuritySeverity } from "../report.ts";
import { type Picked, memberOf, objectIn } from "../source/pick.ts";
import { amountOf } from "../values/number.ts";

const LEVELS: readonly FindingLevel[] = ["error", "warning", "note", "none"];

/** A level of SARIF; undefined where it is none. */
export function levelOf(text: Picked | undefined): FindingLevel | undefined {
  return LEVELS.find((level) => level === text);
}

/**
 * How bad a security score is, in the bands that code scanning uses for `security-severity`, a CVSS score from 0 to 10.
 * One beyond 10 is critical, not none.
 */
export function severityOf(score: number): SecuritySeverity {
  if (score >= 9) return "critical";
  if (score >= 7) return "high";
  return score >= 4 ? "medium" : "low";
}

/** The security score among the properties of a rule or a result, as text or number; undefined where there is none. */
export function scoreIn(owner: Picked | undefined): number | undefined {
  const score = memberOf(objectIn(owner, "properties"), "security-severity");
  return typeof score === "string" || typeof score === "number" ? amountOf(score) : undefined;
}
