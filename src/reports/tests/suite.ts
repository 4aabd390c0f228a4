import type { XmlTag } from "../source/xmlTag.ts";
import type { Disagreements } from "../values/disagreements.ts";
import { nameExcerpt } from "../values/excerpt.ts";
import { countOf, plus } from "../values/number.ts";
import { add, emptyTally, type Tally, testsOf } from "./tally.ts";

/** An element of a JUnit report that holds test cases, while it is open. */
export interface Suite {
  readonly name: string;
  readonly file: string | undefined;
  readonly declared: Declared;
  /** Of the test cases in it itself. */
  readonly own: Tally;
  /** Also of those in the suites within it. */
  readonly all: Tally;
}

/** What a suite says about itself. */
interface Declared {
  readonly tests: number | undefined;
  readonly failures: number | undefined;
  readonly errors: number | undefined;
  readonly skipped: number | undefined;
}

export function suiteOf(tag: XmlTag): Suite {
  const skipped = sum(countAttribute(tag, "skipped"), countAttribute(tag, "disabled"));
  return {
    name: nameExcerpt(tag.attribute("name")) ?? tag.name,
    file: nameExcerpt(tag.attribute("file")),
    declared: {
      tests: countAttribute(tag, "tests"),
      failures: countAttribute(tag, "failures"),
      errors: countAttribute(tag, "errors"),
      skipped,
    },
    own: emptyTally(),
    all: emptyTally(),
  };
}

/**
 * Compares what a finished suite declares with what it holds, and adds that to the one around it. Some tools count only
 * the cases of the suite itself, some also those of suites within; some count errors as failures. Each of these agrees.
 */
export function closeSuite(suite: Suite, around: Suite | undefined, disagreements: Disagreements): void {
  add(suite.all, suite.own);
  if (around !== undefined) add(around.all, suite.all);
  const { declared, own, all } = suite;
  const of = (what: string) => (): string => `${what} of "${suite.name}"`;
  disagreements.compare(of("tests"), declared.tests, testsOf(all), testsOf(own));
  disagreements.compare(of("skipped tests"), declared.skipped, all.skipped, own.skipped);
  const bad = sum(declared.failures, declared.errors);
  const alone = declared.errors === undefined ? [all.failed, own.failed] : [];
  disagreements.compare(of("failures"), bad, all.failed + all.errored, own.failed + own.errored, ...alone);
}

function countAttribute(tag: XmlTag, name: string): number | undefined {
  return countOf(tag.attribute(name));
}

function sum(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined && b === undefined ? undefined : plus(a ?? 0, b ?? 0);
}
