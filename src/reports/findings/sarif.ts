import type { FindingsReport, Made } from "../report.ts";
import { problem } from "../source/problem.ts";
import {
  arrayIn,
  arrayOf,
  eachOf,
  memberOf,
  objectIn,
  objectOf,
  onlyWhen,
  type Picked,
  SCALAR,
  type Shape,
  textIn,
} from "../source/pick.ts";
import { NAMED_AT_MOST, nameExcerpt } from "../values/excerpt.ts";
import { frozen, given } from "../values/frozen.ts";
import { earlier, madeOf } from "../values/made.ts";
import { emptyCounts } from "./counts.ts";
import { Groups, type Ranked } from "./groups.ts";
import { fateOf, RESULT } from "./result.ts";
import { Rules } from "./rules.ts";

const VERSION = "2.1.0";
const MOST_TOOLS = 100;

/** Reads SARIF 2.1.0: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/>. */
export class SarifRuns {
  readonly #standing = emptyCounts();
  readonly #fresh = emptyCounts();
  readonly #groups = new Groups();
  readonly #rules = new Rules();
  readonly #tools: { name: string; version?: string }[] = [];
  #worst: readonly Ranked[] = [];
  #runs = 0;
  #suppressed = 0;
  #absent = 0;
  #undecided = 0;
  #toolErrors = 0;
  #isUnfinished = false;
  #made: Made | undefined;

  /** What is wanted of the document's `runs`. Results are counted as they come. */
  readonly shape: Shape = eachOf(this.#runShape(), (run) => this.#endRun(run));

  /** The report. `version` is what the document says of itself. Throws a problem where no run scanned anything. */
  report(version: Picked | undefined): FindingsReport {
    if (version !== VERSION) {
      throw problem(
        "UnknownVersion",
        "This report is not SARIF 2.1.0, and no other version is read. Have the tool write that.",
      );
    }
    if (this.#runs === 0) {
      throw problem("NothingScanned", "This report has no run: no scanner wrote into it. Look at the scanner's log.");
    }
    return frozen({
      kind: "findings",
      format: "sarif",
      tools: this.#tools,
      standing: this.#standing,
      fresh: this.#fresh,
      suppressed: this.#suppressed,
      absent: this.#absent,
      undecided: this.#undecided,
      toolErrors: this.#toolErrors,
      ...given({ made: this.#made }),
      findings: this.#worst.map(({ finding }) => finding),
    });
  }

  #runShape(): Shape {
    const component = { name: SCALAR, version: SCALAR, semanticVersion: SCALAR };
    const notifications = eachOf(objectOf({ level: SCALAR }), (one) => this.#countNotification(one));
    const invocation = objectOf({
      executionSuccessful: SCALAR,
      endTimeUtc: SCALAR,
      toolExecutionNotifications: notifications,
      toolConfigurationNotifications: notifications,
    });
    const result = onlyWhen(RESULT, ["message", "locations"], (begun) => this.#groups.wantsSighting(begun));
    return objectOf({
      tool: objectOf({
        driver: objectOf({ ...component, rules: this.#rules.driverShape }),
        extensions: this.#rules.extensionsShape,
      }),
      invocations: eachOf(invocation, (one) => this.#invocation(one)),
      externalPropertyFileReferences: objectOf({ results: arrayOf(SCALAR, 0) }),
      results: eachOf(result, (one) => this.#countResult(one)),
    });
  }

  #countNotification(notification: Picked): void {
    if (memberOf(notification, "level") === "error") this.#toolErrors += 1;
  }

  #countResult(result: Picked): void {
    const fate = fateOf(result);
    switch (fate) {
      case "fresh":
      case "known":
        this.#groups.add(result, fate === "fresh");
        break;
      case "suppressed":
        this.#suppressed += 1;
        break;
      case "absent":
        this.#absent += 1;
        break;
      case "undecided":
        this.#undecided += 1;
        break;
      case "none":
        break;
    }
  }

  #endRun(run: Picked): void {
    const driver = objectIn(objectIn(run, "tool"), "driver");
    const name = nameExcerpt(textIn(driver, "name")) ?? "a scanner without a name";
    this.#refuseUnfinished(run, name);
    this.#runs += 1;
    const version = nameExcerpt(textIn(driver, "semanticVersion") ?? textIn(driver, "version"));
    const isKnown = this.#tools.some((tool) => tool.name === name && tool.version === version);
    if (!isKnown && this.#tools.length < MOST_TOOLS) this.#tools.push({ name, ...given({ version }) });
    const ranked = this.#groups.settle(this.#rules, this.#standing, this.#fresh);
    this.#worst = [...this.#worst, ...ranked]
      .toSorted((a, b) => a.rank - b.rank || a.order - b.order)
      .slice(0, NAMED_AT_MOST);
    this.#rules.clear();
  }

  /** Section 3.14.23: without `results`, the tool did not get as far as scanning. */
  #refuseUnfinished(run: Picked, name: string): void {
    if (this.#isUnfinished) {
      throw problem("RunFailed", `${name} says in this report that it did not run to its end. Look at its log.`);
    }
    const elsewhere = arrayIn(objectIn(run, "externalPropertyFileReferences"), "results");
    if (elsewhere !== undefined && elsewhere.count > 0) {
      throw problem(
        "ResultsElsewhere",
        `The results of ${name} are in other files than this report, and those are not read. Have it write one file.`,
      );
    }
    if (arrayIn(run, "results") === undefined) {
      throw problem(
        "NothingScanned",
        `This report has no results of ${name}, not even an empty list: it did not get as far as scanning. Look at its log.`,
      );
    }
  }

  #invocation(invocation: Picked): void {
    const successful = memberOf(invocation, "executionSuccessful");
    if (successful !== undefined && successful !== true) this.#isUnfinished = true;
    this.#made = earlier(this.#made, madeOf(textIn(invocation, "endTimeUtc")));
  }
}
