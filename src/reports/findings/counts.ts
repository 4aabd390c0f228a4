import type { FindingLevel, SecuritySeverity } from "../report.ts";
import { plus } from "../values/number.ts";

/** Counts that are still being made. */
export interface CountsInMaking {
  total: number;
  readonly byLevel: Record<FindingLevel, number>;
  readonly bySeverity: Record<SecuritySeverity, number>;
  readonly unrated: Record<FindingLevel, number>;
}

export function emptyCounts(): CountsInMaking {
  return {
    total: 0,
    byLevel: { error: 0, warning: 0, note: 0, none: 0 },
    bySeverity: { critical: 0, high: 0, medium: 0, low: 0 },
    unrated: { error: 0, warning: 0, note: 0, none: 0 },
  };
}

/** Counts `more` findings that are all as bad. */
export function countFindings(
  counts: CountsInMaking,
  level: FindingLevel,
  severity: SecuritySeverity | undefined,
  more: number,
): void {
  counts.total = plus(counts.total, more);
  counts.byLevel[level] = plus(counts.byLevel[level], more);
  if (severity === undefined) counts.unrated[level] = plus(counts.unrated[level], more);
  else counts.bySeverity[severity] = plus(counts.bySeverity[severity], more);
}
