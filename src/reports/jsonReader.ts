import { Benchmarks } from "./benchmark/benchmarks.ts";
import { SarifRuns } from "./findings/sarif.ts";
import { statisticsReport, STATISTICS_TOTAL } from "./load/jmeterStatistics.ts";
import { K6_METADATA, K6_METRICS, k6Report, K6_STATE, refuseWithoutThresholds } from "./load/k6.ts";
import type { ReportReader } from "./reader.ts";
import type { ReadableReport, ReportKind } from "./report.ts";
import { JsonStream } from "./source/jsonStream.ts";
import { memberOf, objectOf, type Picked, Picker, SCALAR, type Shape } from "./source/pick.ts";
import { problem } from "./source/problem.ts";

/** Reads a report in JSON. What it is tells which members its root has, wherever they stand. */
export class JsonReader implements ReportReader {
  readonly #kind: ReportKind | undefined;
  readonly #sarif = new SarifRuns();
  readonly #benchmarks = new Benchmarks();
  readonly #picker: Picker;
  readonly #stream: JsonStream;

  /** `isArray`: the root is one. `kind` decides where a document could be of two. */
  constructor(isArray: boolean, kind: ReportKind | undefined) {
    this.#kind = kind;
    const shape = isArray ? this.#benchmarks.listShape : this.#objectShape();
    this.#picker = new Picker(shape, () => this.#stream.line);
    this.#stream = new JsonStream(this.#picker);
  }

  write(text: string): void {
    this.#stream.write(text);
  }

  end(): ReadableReport {
    this.#stream.end();
    const document = this.#picker.result ?? null;
    if (typeof document === "object" && document?.type === "array") return this.#benchmarks.report("benchmark-action");
    refuseWithoutThresholds(memberOf(document, "metadata"));
    const found = MARKS.filter(({ member }) => isContainer(memberOf(document, member)));
    const fitting = found.length > 1 ? found.filter(({ kind }) => kind === this.#kind) : found;
    const [mark, second] = fitting;
    if (mark === undefined || second !== undefined) throw unknownJson();
    return this.#reportOf(mark.member, document);
  }

  #objectShape(): Shape {
    return objectOf({
      version: SCALAR,
      runs: this.#sarif.shape,
      metrics: K6_METRICS,
      state: K6_STATE,
      metadata: K6_METADATA,
      results: this.#benchmarks.hyperfineShape,
      Total: STATISTICS_TOTAL,
    });
  }

  #reportOf(member: Mark, document: Picked): ReadableReport {
    switch (member) {
      case "runs":
        return this.#sarif.report(memberOf(document, "version"));
      case "metrics":
        return k6Report(document);
      case "results":
        return this.#benchmarks.report("hyperfine");
      case "Total":
        return statisticsReport(memberOf(document, "Total"));
    }
  }
}

type Mark = "runs" | "metrics" | "results" | "Total";

/** The member that tells each format. */
const MARKS: readonly { readonly member: Mark; readonly kind: ReportKind }[] = [
  { member: "runs", kind: "findings" },
  { member: "metrics", kind: "load" },
  { member: "Total", kind: "load" },
  { member: "results", kind: "benchmark" },
];

function isContainer(value: Picked | undefined): boolean {
  return typeof value === "object" && value !== null;
}

function unknownJson(): Error {
  return problem(
    "UnknownFormat",
    "This is JSON of no format that is read: SARIF, the summary of k6, statistics.json of JMeter, the results of " +
      "hyperfine, or an array of benchmarks with name, unit and value.",
  );
}
