import type { ReportReader } from "../reader.ts";
import type { LoadReport, Made } from "../report.ts";
import { CsvStream } from "../source/csv.ts";
import { problem } from "../source/problem.ts";
import { madeOf } from "../values/made.ts";
import { amountOf, countOf, plus } from "../values/number.ts";
import { Histogram, HISTOGRAM_ERROR } from "./histogram.ts";
import { loadReportOf } from "./loadReport.ts";

/** The first row: a name, then the separator that JMeter was told to use. */
const HEADER = /^"?\w+"?([,;\t|])/u;
/** Columns without which nothing can be told. */
const NEEDED = ["elapsed", "success"] as const;

/** Whether this is the first line of JMeter's results in CSV. */
export function isJtlHeader(line: string): boolean {
  return HEADER.test(line) && NEEDED.every((column) => columnsOf(line).includes(column));
}

/** Reads JMeter's results (JTL) in CSV, as long as they like: <https://jmeter.apache.org/usermanual/listeners.html>. */
export class JtlReader implements ReportReader {
  readonly #csv = new CsvStream((fields, line) => this.#row(fields, line));
  readonly #elapsed = new Histogram();
  #columns: Columns | undefined;
  #failed = 0;
  #sumMs = 0;
  #first = Number.POSITIVE_INFINITY;
  #last = 0;
  #written: Made | undefined;

  write(text: string): void {
    this.#csv.write(text);
  }

  end(): LoadReport {
    this.#csv.end();
    const requests = this.#elapsed.total;
    const isTimed = Number.isFinite(this.#first);
    const durationMs = isTimed ? this.#last - this.#first : undefined;
    const p95Ms = this.#elapsed.quantile(0.95);
    return loadReportOf({
      format: "jmeter-csv",
      requests,
      failed: this.#failed,
      p95Ms: requests === 0 ? undefined : p95Ms,
      p95Error: HISTOGRAM_ERROR,
      meanMs: requests === 0 ? undefined : this.#sumMs / requests,
      durationMs,
      perSecond: durationMs === undefined || durationMs === 0 ? undefined : (requests / durationMs) * 1000,
      made: isTimed ? { at: this.#first, zoned: true } : this.#written,
    });
  }

  #row(fields: readonly string[], line: number): void {
    const columns = this.#columns;
    if (columns === undefined) {
      this.#columns = this.#header(fields, line);
      return;
    }
    // Results of several runs in one file bring their header again.
    if (fields.length === columns.names.length && fields.every((field, index) => field === columns.names[index]))
      return;
    if (fields.length !== columns.names.length) {
      throw problem(
        "BrokenCsv",
        "This report has a row with more or fewer fields than its header. Make it again.",
        line,
      );
    }
    const elapsed = amountOf(fields[columns.elapsed]);
    const word = fields[columns.success]?.toLowerCase();
    if (elapsed === undefined || (word !== "true" && word !== "false")) {
      throw problem("BrokenCsv", "This report has a row without a time or without success. Make it again.", line);
    }
    this.#elapsed.add(Math.ceil(elapsed));
    this.#sumMs = plus(this.#sumMs, elapsed);
    if (word === "false") this.#failed += 1;
    this.#time(fields[columns.timeStamp] ?? "", elapsed);
  }

  /** Milliseconds since the epoch, unless JMeter was told another form; then only the first is looked at. */
  #time(text: string, elapsed: number): void {
    const at = countOf(text);
    if (at !== undefined) {
      this.#first = Math.min(this.#first, at);
      this.#last = Math.max(this.#last, at + elapsed);
    } else if (this.#elapsed.total === 1) {
      this.#written = madeOf(text.replaceAll("/", "-"));
    }
  }

  #header(fields: readonly string[], line: number): Columns {
    // The first row was cut at commas: it says itself what separates it.
    const whole = fields.join(",");
    this.#csv.separator = HEADER.exec(whole)?.[1] ?? ",";
    const names = columnsOf(whole);
    if (NEEDED.some((column) => !names.includes(column))) {
      throw problem(
        "NoHeader",
        "This is CSV without the columns of JMeter's results in its first line. Set " +
          "jmeter.save.saveservice.print_field_names, .time and .successful to true.",
        line,
      );
    }
    const [elapsed, success, timeStamp] = ["elapsed", "success", "timeStamp"].map((name) => names.indexOf(name));
    return { names, elapsed: elapsed ?? -1, success: success ?? -1, timeStamp: timeStamp ?? -1 };
  }
}

interface Columns {
  readonly names: readonly string[];
  readonly elapsed: number;
  readonly success: number;
  readonly timeStamp: number;
}

function columnsOf(line: string): readonly string[] {
  const separator = HEADER.exec(line)?.[1] ?? ",";
  return line.split(separator).map((name) => name.trim().replaceAll('"', ""));
}
