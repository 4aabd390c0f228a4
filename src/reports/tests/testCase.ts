import type { TestFailure } from "../report.ts";
import type { XmlTag } from "../source/xmlTag.ts";
import { messageExcerpt, nameExcerpt } from "../values/excerpt.ts";
import { given } from "../values/frozen.ts";
import { countOf } from "../values/number.ts";
import type { Outcome } from "./tally.ts";

/** A test case of a JUnit report, while it is open. */
export interface TestCase {
  readonly name: string | undefined;
  readonly className: string | undefined;
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly reportLine: number;
  outcome: Outcome;
  /** Failed at first, and was run again. */
  flaky: boolean;
  message: string | undefined;
}

const WORSE: Readonly<Record<Outcome, number>> = { passed: 0, skipped: 1, errored: 2, failed: 3 };

/** What the case says of itself. */
export function testCaseOf(tag: XmlTag): TestCase {
  return {
    name: nameExcerpt(tag.attribute("name")),
    className: nameExcerpt(tag.attribute("classname")),
    file: nameExcerpt(tag.attribute("file")),
    line: countOf(tag.attribute("line")),
    reportLine: tag.line(),
    outcome: outcomeByStatus(tag),
    flaky: false,
    message: undefined,
  };
}

/** A case of which nothing is known. */
export function emptyCase(): TestCase {
  const nothing = { name: undefined, className: undefined, file: undefined, line: undefined, message: undefined };
  return { ...nothing, reportLine: 0, outcome: "passed", flaky: false };
}

/** GoogleTest and some others write how a case ended as an attribute only. */
export function outcomeByStatus(tag: XmlTag): Outcome {
  const status = outcomeWord(tag.attribute("status"));
  const result = outcomeWord(tag.attribute("result"));
  return WORSE[status] > WORSE[result] ? status : result;
}

function outcomeWord(word: string | undefined): Outcome {
  return word === undefined ? "passed" : (WORDS.get(word.toLowerCase()) ?? "passed");
}

const WORDS: ReadonlyMap<string, Outcome> = new Map([
  ...["fail", "failed", "failure", "error", "errored", "broken"].map((word) => [word, "failed"] as const),
  ...["timeout", "timedout", "aborted", "crashed", "cancelled", "canceled"].map((word) => [word, "failed"] as const),
  ...["notrun", "skipped", "suppressed", "disabled", "ignored"].map((word) => [word, "skipped"] as const),
  ...["pending", "todo", "inconclusive", "undefined"].map((word) => [word, "skipped"] as const),
]);

/** What an element within a case says of how it ended; the worst word counts. */
export function note(testCase: TestCase, outcome: Outcome): void {
  if (WORSE[outcome] > WORSE[testCase.outcome]) testCase.outcome = outcome;
}

/** The entry in the list of those that did not pass. */
export function failureOf(
  testCase: TestCase,
  outcome: "failed" | "errored",
  suiteFile: string | undefined,
): TestFailure {
  const { name, className, file, line, message, reportLine } = testCase;
  return {
    outcome,
    name: name ?? "(without a name)",
    ...given({ className, file: file ?? suiteFile, message: messageExcerpt(message) }),
    ...(line !== undefined && line > 0 && { line }),
    reportLine,
  };
}
