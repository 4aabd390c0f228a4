import type { XmlReport } from "../reader.ts";
import type { Made, TestFailure, TestsReport } from "../report.ts";
import { problem } from "../source/problem.ts";
import type { XmlTag } from "../source/xmlTag.ts";
import { Disagreements } from "../values/disagreements.ts";
import { NAMED_AT_MOST } from "../values/excerpt.ts";
import { frozen, given } from "../values/frozen.ts";
import { earlier, madeOf } from "../values/made.ts";
import { plus, secondsOf } from "../values/number.ts";
import { closeSuite } from "./closeSuite.ts";
import { type Suite, suiteOf } from "./suite.ts";
import { add, emptyTally, type Outcome, testsOf } from "./tally.ts";
import { emptyCase, failureOf, note, outcomeByStatus, type TestCase, testCaseOf } from "./testCase.ts";

/** What elements within a test case say of it. Surefire: <https://maven.apache.org/surefire/>, its XML schema. */
const OUTCOMES: ReadonlyMap<string, Outcome> = new Map([
  ["failure", "failed"],
  ["error", "errored"],
  ["rerunFailure", "failed"],
  ["rerunError", "errored"],
  ["skipped", "skipped"],
]);
const FLAKY: ReadonlySet<string> = new Set(["flakyFailure", "flakyError"]);

/** Most cases are one tag that says nothing more: these stand for them all, and are never written to. */
const PASSED: TestCase = Object.freeze({ ...emptyCase(), outcome: "passed" });
const SKIPPED: TestCase = Object.freeze({ ...emptyCase(), outcome: "skipped" });

/** Characters of a failure's text that are looked at. */
const ENOUGH_TEXT = 4096;

/** Reads JUnit XML, as Surefire, pytest, Jest and most others write it: `testsuites` or `testsuite` at the root. */
export class JunitReport implements XmlReport {
  /** The text of a failure that has no message of its own. */
  wantsText = false;

  readonly #suites: Suite[] = [];
  readonly #cases: TestCase[] = [];
  readonly #total = emptyTally();
  readonly #failures: TestFailure[] = [];
  readonly #disagreements = new Disagreements();
  #flaky = 0;
  #outside = 0;
  #durationMs: number | undefined;
  #made: Made | undefined;

  open(tag: XmlTag): void {
    const { name } = tag;
    if (name === "testcase") this.#openCase(tag);
    else if (name === "testsuite" || name === "testsuites") this.#openSuite(tag);
    else if (OUTCOMES.has(name)) this.#openOutcome(tag, OUTCOMES.get(name) ?? "failed");
    else if (FLAKY.has(name)) this.#markFlaky();
  }

  close(name: string): void {
    if (name === "testcase") this.#closeCase();
    else if (name === "testsuite" || name === "testsuites") this.#closeSuite();
    else if (OUTCOMES.has(name)) this.wantsText = false;
  }

  text(part: string): void {
    const testCase = this.#cases.at(-1);
    if (testCase === undefined) return;
    testCase.message = (testCase.message ?? "") + part.slice(0, ENOUGH_TEXT);
    if (testCase.message.length >= ENOUGH_TEXT) this.wantsText = false;
  }

  end(): TestsReport {
    const tests = testsOf(this.#total);
    if (tests === this.#outside) {
      throw problem(
        "NoTests",
        "This report has no test case: the tests did not run, or none was found. Look at the log of the test run.",
      );
    }
    return frozen({
      kind: "tests",
      format: "junit",
      tests,
      ...this.#total,
      flaky: this.#flaky,
      ...given({ durationMs: this.#durationMs, made: this.#made }),
      failures: this.#failures,
      disagreements: this.#disagreements.all(),
    });
  }

  #openSuite(tag: XmlTag): void {
    this.#suites.push(suiteOf(tag));
    this.#made = earlier(this.#made, madeOf(tag.attribute("timestamp")));
  }

  #closeSuite(): void {
    const suite = this.#suites.pop();
    if (suite !== undefined) closeSuite(suite, this.#suites.at(-1), this.#disagreements);
    if (suite !== undefined && this.#suites.length === 0) add(this.#total, suite.all);
  }

  #openCase(tag: XmlTag): void {
    const outcome = tag.selfClosing ? outcomeByStatus(tag) : "failed";
    if (outcome === "failed" || outcome === "errored") this.#cases.push(testCaseOf(tag));
    else this.#cases.push(outcome === "passed" ? PASSED : SKIPPED);
    const ms = secondsOf(tag.attribute("time"));
    if (ms !== undefined) this.#durationMs = plus(this.#durationMs ?? 0, ms);
  }

  #closeCase(): void {
    const testCase = this.#cases.pop();
    if (testCase === undefined) return;
    const { outcome } = testCase;
    const suite = this.#suites.at(-1);
    if (suite !== undefined) suite.own[outcome] += 1;
    if (outcome === "passed" && testCase.flaky) this.#flaky += 1;
    if (outcome === "failed" || outcome === "errored") this.#keep(failureOf(testCase, outcome, suite?.file));
  }

  #openOutcome(tag: XmlTag, outcome: Outcome): void {
    const testCase = this.#cases.at(-1);
    if (testCase === undefined) {
      if (outcome !== "skipped") this.#countOutside(tag);
      return;
    }
    note(testCase, outcome);
    this.#countNamed(outcome);
    if (outcome === "skipped" || testCase.message !== undefined) return;
    const message = tag.attribute("message")?.slice(0, ENOUGH_TEXT);
    if (message === undefined || message.trim() === "") this.wantsText = !tag.selfClosing;
    else testCase.message = message;
  }

  #countNamed(outcome: Outcome): void {
    const suite = this.#suites.at(-1);
    if (suite !== undefined && outcome !== "skipped") suite.named.own += 1;
  }

  /** A suite that could not be prepared or cleaned up: its cases may all have passed. */
  #countOutside(tag: XmlTag): void {
    const suite = this.#suites.at(-1);
    this.#outside += 1;
    this.#total.errored += 1;
    const message = tag.attribute("message");
    const testCase: TestCase = { ...testCaseOf(tag), name: suite?.name, reportLine: tag.line(), message };
    this.#keep(failureOf(testCase, "errored", suite?.file));
  }

  #markFlaky(): void {
    const testCase = this.#cases.at(-1);
    if (testCase !== undefined) testCase.flaky = true;
  }

  #keep(failure: TestFailure): void {
    if (this.#failures.length < NAMED_AT_MOST) this.#failures.push(failure);
  }
}
