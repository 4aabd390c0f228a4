import { plus } from "../values/number.ts";

/** How a test case ended. */
export type Outcome = "passed" | "failed" | "errored" | "skipped";

/** How many test cases ended how. */
export type Tally = Record<Outcome, number>;

export function emptyTally(): Tally {
  return { passed: 0, failed: 0, errored: 0, skipped: 0 };
}

export function add(to: Tally, other: Tally): void {
  to.passed = plus(to.passed, other.passed);
  to.failed = plus(to.failed, other.failed);
  to.errored = plus(to.errored, other.errored);
  to.skipped = plus(to.skipped, other.skipped);
}

export function testsOf({ passed, failed, errored, skipped }: Tally): number {
  return passed + failed + errored + skipped;
}
