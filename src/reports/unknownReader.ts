import { LcovReader } from "./coverage/lcov.ts";
import { JsonReader } from "./jsonReader.ts";
import { isJtlHeader, JtlReader } from "./load/jtl.ts";
import type { ReportReader } from "./reader.ts";
import type { ReadableReport, ReportKind } from "./report.ts";
import { problem } from "./source/problem.ts";
import { XmlReader } from "./xmlReader.ts";

/** Characters in which a first line has to end. */
const LONGEST_FIRST_LINE = 16 * 1024;

/** Tells by how a text begins what it is, and hands it on to the reader for that. */
export class UnknownReader implements ReportReader {
  readonly #kind: ReportKind | undefined;
  /** The beginning, while it does not tell yet. */
  #head = "";
  #reader: ReportReader | undefined;

  constructor(kind: ReportKind | undefined) {
    this.#kind = kind;
  }

  write(text: string): void {
    if (this.#reader !== undefined) {
      this.#reader.write(text);
      return;
    }
    this.#head += text;
    this.#reader = readerFor(this.#head, this.#kind);
    this.#reader?.write(this.#head);
  }

  end(): ReadableReport {
    if (this.#reader !== undefined) return this.#reader.end();
    if (this.#head.trim() === "") throw problem("Empty", "This report is empty. Look at the log of what writes it.");
    throw unknownFormat();
  }
}

/** The reader for a text that begins so; undefined while that cannot be told. Throws a problem where there is none. */
function readerFor(head: string, kind: ReportKind | undefined): ReportReader | undefined {
  const begin = head.trimStart();
  if (begin.startsWith("<")) return new XmlReader();
  if (begin.startsWith("{")) return new JsonReader(false, kind);
  if (begin.startsWith("[")) return new JsonReader(true, kind);
  const end = begin.indexOf("\n");
  if (end < 0) {
    if (begin.length < LONGEST_FIRST_LINE && head.length < 4 * LONGEST_FIRST_LINE) return undefined;
    throw unknownFormat();
  }
  const line = begin.slice(0, end).trimEnd();
  if (/^(?:TN|SF|VER):/u.test(line)) return new LcovReader();
  if (isJtlHeader(line) || kind === "load") return new JtlReader();
  throw unknownFormat();
}

function unknownFormat(): Error {
  return problem(
    "UnknownFormat",
    "This is no report of a format that is read: tests as JUnit XML, coverage as lcov or Cobertura, findings as SARIF, " +
      "load tests of k6 as JSON or of JMeter as CSV, benchmarks as JSON. Name another file, or have the tool write one of these.",
    1,
  );
}
