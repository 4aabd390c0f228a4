import type { Benchmark, BenchmarkReport } from "../report.ts";
import { problem } from "../source/problem.ts";
import { eachOf, numberIn, objectOf, type Picked, SCALAR, type Shape, textIn } from "../source/pick.ts";
import { nameExcerpt } from "../values/excerpt.ts";
import { frozen } from "../values/frozen.ts";

const MOST_BENCHMARKS = 10_000;

/** Gathers benchmarks, of which two kinds of documents tell. */
export class Benchmarks {
  readonly #found: Benchmark[] = [];
  #hasFailed = false;

  /** What is wanted of the array that github-action-benchmark reads: `[{name, unit, value}]`. */
  readonly listShape: Shape = eachOf(objectOf({ name: SCALAR, unit: SCALAR, value: SCALAR }), (entry) =>
    this.#add(textIn(entry, "name"), textIn(entry, "unit"), numberIn(entry, "value")),
  );

  /** What is wanted of `results` of hyperfine's `--export-json`. */
  readonly hyperfineShape: Shape = eachOf(
    objectOf({ command: SCALAR, mean: SCALAR, exit_codes: eachOf(SCALAR, (code) => this.#exitCode(code)) }),
    (entry) => this.#add(textIn(entry, "command"), "s", numberIn(entry, "mean")),
  );

  /** Throws a problem where there is none, or where a command failed. */
  report(format: BenchmarkReport["format"]): BenchmarkReport {
    if (this.#found.length === 0) {
      throw problem(
        "NothingMeasured",
        "This report has no benchmark: nothing was measured. Look at the log of the run.",
      );
    }
    if (this.#hasFailed) {
      throw problem(
        "RunFailed",
        "A benchmarked command failed, so its time tells nothing. Look at the log of the run.",
      );
    }
    return frozen({ kind: "benchmark", format, benchmarks: this.#found });
  }

  #add(name: string | undefined, unit: string | undefined, value: number | undefined): void {
    const shownName = nameExcerpt(name);
    if (shownName === undefined || value === undefined || !Number.isFinite(value)) {
      throw problem("BadNumber", "This report has a benchmark without a name or without a number. Make it again.");
    }
    if (this.#found.length >= MOST_BENCHMARKS) {
      throw problem("TooLarge", "This report has more than 10,000 benchmarks, and so many are not read. Split it.");
    }
    this.#found.push({ name: shownName, unit: nameExcerpt(unit) ?? "", value });
  }

  /** hyperfine goes on after a failure when it is told to; a command that a signal ended has no code. */
  #exitCode(code: Picked): void {
    if (code !== 0) this.#hasFailed = true;
  }
}
