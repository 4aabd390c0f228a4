import type { Measure } from "../../../evidence/evidence.ts";
import { failed, inconclusive, passed } from "../../finding.ts";
import { counted, percentDown, sumOf } from "./figures.ts";
import { type AnyReport, type Judged, MOST_SPOTS, type ReportAsk, type ReportFacts, type Spot } from "./reportFacts.ts";
import { type SoundReport, soundReports } from "./soundReports.ts";

/** What a report of tests tells. */
export interface TestCounts extends AnyReport {
  readonly passed: number;
  readonly failed: number;
  readonly errored: number;
  readonly skipped: number;
  /** Of the passed: those that passed when they were run again. */
  readonly flaky: number;
  /** Failures outside of any test, such as of a suite's preparation. */
  readonly outside: number;
  readonly failures: readonly FailedTest[];
}

interface FailedTest {
  readonly name: string;
  readonly className?: string;
  readonly file?: string;
  readonly line?: number;
  readonly message?: string;
  readonly reportLine: number;
}

/**
 * Whether enough of the tests that ran passed; `passRate` in percent. What was skipped counts for nothing. Source:
 * release-gatekeeper.md:86 and 93.
 */
export function judgeTests(ask: ReportAsk, passRate: number, facts: ReportFacts<TestCounts>): Judged {
  const sound = soundReports(ask, facts);
  if ("doubt" in sound) return sound.doubt;
  const { files, reports } = sound;
  const total = (count: (report: TestCounts) => number): number => sumOf(reports, ({ report }) => count(report));
  const good = total((one) => one.passed);
  const bad = total((one) => one.failed + one.errored);
  const [skipped, flaky, outside] = [
    total((one) => one.skipped),
    total((one) => one.flaky),
    total((one) => one.outside),
  ];
  const spots = reports.flatMap(spotsOf).slice(0, MOST_SPOTS);
  const ran = good + bad;
  if (outside > 0) {
    const message = `${counted(outside, "failure")} of ${ask.what} lies outside of any test, as in a suite's preparation.`;
    return { ...failed("SuiteFailed", `${message} ${ask.again}`, { ran, skipped, outside }), files, spots };
  }
  if (ran === 0) return { ...nothingRan(ask, skipped), files };
  const value = percentDown(good, ran);
  const measure: Measure = { value, bound: passRate, good: "at-least", unit: "%" };
  const asides = [
    skipped > 0 ? `${skipped} ${skipped === 1 ? "was" : "were"} skipped.` : "",
    flaky > 0 ? `${flaky} passed only when run again.` : "",
  ];
  const words = `${good} of ${ran} ${ask.what} passed: ${value} %, and ${passRate} % must. ${asides.join(" ")}`;
  const message = words.trim();
  const judged = { ran, passed: good, failed: bad, skipped, flaky };
  const enough = good * 100 >= passRate * ran;
  const finding = enough ? passed("Passed", message, judged) : failed("TestsFailed", message, judged);
  return { ...finding, measure, files, ...(spots.length > 0 ? { spots } : {}) };
}

function nothingRan({ what, again }: ReportAsk, skipped: number): Judged {
  if (skipped > 0)
    return inconclusive("AllSkipped", `All ${skipped} ${what} were skipped, so nothing was tried. ${again}`);
  return inconclusive("NothingRan", `The reports name no ${what} that ran. ${again}`);
}

function spotsOf({ path, report }: SoundReport<TestCounts>): readonly Spot[] {
  return report.failures.map(({ name, className, file, line, message, reportLine }) => {
    const test = className === undefined || name.includes(className) ? name : `${className} › ${name}`;
    const about = message === undefined ? test : `${test}: ${message.split("\n", 1)[0] ?? ""}`;
    return {
      report: path,
      reportLine,
      about: about.slice(0, 300),
      ...(file === undefined ? {} : { named: file }),
      ...(line === undefined ? {} : { line }),
    };
  });
}
