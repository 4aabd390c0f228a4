import type { Disagreement } from "../report.ts";
import type { XmlTag } from "../source/xmlTag.ts";
import { nameExcerpt } from "../values/excerpt.ts";
import { countOf } from "../values/number.ts";
import { emptyTally, type Tally } from "./tally.ts";

/** An element of a JUnit report that holds test cases, while it is open. */
export interface Suite {
  readonly name: string;
  readonly file: string | undefined;
  readonly declared: Declared;
  /** Of the test cases in it itself. */
  readonly own: Tally;
  /** Also of those in the suites within it. */
  readonly all: Tally;
  /** Failures and errors that its test cases name, of which one case may have several. */
  readonly named: { own: number; all: number };
  /** Cases that it lists and does not count as tests. */
  uncounted: number;
  /** Tests that it counts and does not list, until a suite around it says that they were skipped. */
  unlisted: number;
  /** What is wrong with it if none says so. */
  readonly waiting: Disagreement[];
}

/** What a suite says about itself. */
interface Declared {
  readonly tests: number | undefined;
  readonly failures: number | undefined;
  readonly errors: number | undefined;
  readonly skipped: number | undefined;
  readonly disabled: number | undefined;
}

export function suiteOf(tag: XmlTag): Suite {
  const count = (name: string): number | undefined => countOf(tag.attribute(name));
  return {
    name: nameExcerpt(tag.attribute("name")) ?? tag.name,
    file: nameExcerpt(tag.attribute("file")),
    declared: {
      tests: count("tests"),
      failures: count("failures"),
      errors: count("errors"),
      skipped: count("skipped"),
      disabled: count("disabled"),
    },
    own: emptyTally(),
    all: emptyTally(),
    named: { own: 0, all: 0 },
    uncounted: 0,
    unlisted: 0,
    waiting: [],
  };
}
