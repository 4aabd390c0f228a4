import type { Share } from "../report.ts";
import { problem } from "../source/problem.ts";
import type { Disagreements } from "../values/disagreements.ts";
import { plus } from "../values/number.ts";

/** In percentage points: tools round, and count a line that several classes share more than once. */
const TOLERANCE = 1;

/** Sums up covered and total. */
export class ShareSum {
  covered = 0;
  total = 0;

  add(covered: number, total: number): void {
    this.covered = plus(this.covered, covered);
    this.total = plus(this.total, total);
  }
}

/** The share, or undefined where it is one of nothing or of less than was covered. */
export function shareOf(covered: number | undefined, total: number | undefined): Share | undefined {
  if (covered === undefined || total === undefined || total === 0 || covered > total) return undefined;
  return { covered, total };
}

/** In percent, to two digits. */
export function percentOf({ covered, total }: Share): number {
  return Math.round((covered / total) * 10_000) / 100;
}

/** Notes where what a report declares is more than a point off what it lists. */
export function compareShares(
  disagreements: Disagreements,
  what: string,
  declared: number | undefined,
  counted: number | undefined,
): void {
  if (declared === undefined || counted === undefined || Math.abs(declared - counted) <= TOLERANCE) return;
  disagreements.compare(() => `${what}, in percent`, declared, counted);
}

/** Nothing was measured, or nothing says how much. */
export function noTotals(): Error {
  return problem(
    "NoTotals",
    "This coverage report says nothing of how many lines there are, so no share can be told. Look whether the tests " +
      "ran with coverage switched on, and whether it was for the right folders.",
  );
}
