import type { Disagreements } from "../values/disagreements.ts";
import { NAMED_AT_MOST } from "../values/excerpt.ts";
import { plus } from "../values/number.ts";
import type { Suite } from "./suite.ts";
import { add, testsOf } from "./tally.ts";

/**
 * Compares what a finished suite declares with what it holds, and adds that to the one around it. Some tools count only
 * the cases of the suite itself, some also those of suites within; some count errors as failures, or each failure of a
 * case. Each of these agrees.
 *
 * Where there is agreement on what failed, the number of tests may differ by what did not run: jest-junit lists what is
 * still to do, and pytest every try of a test that is run again, without counting it; mocha-junit-reporter counts what
 * is pending without listing it. Then the smaller number is taken for those that passed, and the others as skipped.
 */
export function closeSuite(suite: Suite, around: Suite | undefined, disagreements: Disagreements): void {
  add(suite.all, suite.own);
  suite.named.all = plus(suite.named.all, suite.named.own);
  const { declared, own, all, named } = suite;
  const of = (what: string) => (): string => `${what} of "${suite.name}"`;
  const bad = sum(declared.failures, declared.errors);
  const alone = declared.errors === undefined ? [all.failed, own.failed] : [];
  const failures = [own.failed + own.errored, named.all, named.own, ...alone];
  const isSure = bad !== undefined && [all.failed + all.errored, ...failures].includes(bad);
  if (!isSure || !settleTests(suite, of, isPytest(suite, around))) {
    disagreements.compare(of("tests"), declared.tests, testsOf(all), testsOf(own));
  }
  const skipped = sum(declared.skipped, declared.disabled);
  settleUnlisted(suite, skipped);
  disagreements.compare(of("skipped tests"), skipped, all.skipped, own.skipped, all.skipped - suite.uncounted);
  disagreements.compare(of("failures"), bad, all.failed + all.errored, ...failures);
  if (around !== undefined) handOn(suite, around);
  else for (const { what, declared: said, counted } of suite.waiting) disagreements.compare(() => what, said, counted);
}

/** Whether the number of tests that a suite declares is that of those it lists, or it is known how they differ. */
function settleTests(suite: Suite, of: (what: string) => () => string, pytest: boolean): boolean {
  const { all, own, waiting, declared } = suite;
  const { tests = testsOf(all) } = declared;
  if (tests === testsOf(all) || tests === testsOf(own)) return true;
  const missing = tests - (testsOf(all) - suite.uncounted + suite.unlisted);
  // What pytest counts beyond what it lists are subtests, and those that fail it does list.
  if (missing >= 0 && pytest) return true;
  if (missing > 0) {
    suite.unlisted += missing;
    if (waiting.length < NAMED_AT_MOST) waiting.push({ what: of("tests")(), declared: tests, counted: testsOf(all) });
  } else if (-missing <= all.passed) {
    all.passed += missing;
    all.skipped -= missing;
    suite.uncounted -= missing;
  } else return false;
  return true;
}

/** What is counted and not listed was skipped, where a suite says that so many more were skipped than are listed. */
function settleUnlisted(suite: Suite, skipped: number | undefined): void {
  const { all, unlisted, uncounted, waiting } = suite;
  if (unlisted === 0 || skipped !== all.skipped - uncounted + unlisted) return;
  all.skipped = plus(all.skipped, unlisted);
  suite.unlisted = 0;
  waiting.length = 0;
}

function handOn(suite: Suite, around: Suite): void {
  add(around.all, suite.all);
  around.named.all = plus(around.named.all, suite.named.all);
  around.uncounted = plus(around.uncounted, suite.uncounted);
  around.unlisted = plus(around.unlisted, suite.unlisted);
  around.waiting.push(...suite.waiting.slice(0, NAMED_AT_MOST - around.waiting.length));
}

function isPytest(suite: Suite, around: Suite | undefined): boolean {
  return suite.name === "pytest" || around?.name === "pytest tests";
}

function sum(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined && b === undefined ? undefined : plus(a ?? 0, b ?? 0);
}
