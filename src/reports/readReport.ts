import { messageOf } from "../base/result.ts";
import type { ReportReader } from "./reader.ts";
import type { ReadableReport, Report, ReportKind } from "./report.ts";
import { Utf8Blocks } from "./source/decode.ts";
import { problem, unreadable } from "./source/problem.ts";
import { UnknownReader } from "./unknownReader.ts";

/** How a report is read. */
export interface ReadOptions {
  /** What it has to be about. A report of another kind is unreadable. Left out: whatever it is. */
  readonly kind?: ReportKind;
  /** Gets all bytes, in order, also of a report that turns out unreadable halfway: to hash them without reading twice. */
  readonly onBytes?: (bytes: Uint8Array) => void;
  /** Bytes that are decoded at once, 4 or more; for tests. */
  readonly blockSize?: number;
}

/**
 * Reads a report in memory that does not depend on its size and tells its format by how it begins. Whatever the bytes
 * are, this gives a report or says why there is none. Only an abort of the source is passed on as an error.
 */
export async function readReport(source: AsyncIterable<Uint8Array>, options: ReadOptions = {}): Promise<Report> {
  const reading = new Reading(options);
  try {
    for await (const bytes of source) {
      options.onBytes?.(bytes);
      reading.write(bytes);
      if (reading.failed && options.onBytes === undefined) break;
    }
  } catch (error) {
    if (error instanceof Error && error.name === "AbortError") throw error;
    return unreadable(
      problem(
        "NotRead",
        `This report could not be read to its end: ${messageOf(error).replace(/\.$/u, "")}. Look whether it is still there.`,
      ),
    );
  }
  return reading.end();
}

/** One report being read: stops at the first problem and keeps it. */
class Reading {
  readonly #kind: ReportKind | undefined;
  readonly #reader: ReportReader;
  readonly #blocks: Utf8Blocks;
  #problem: Report | undefined;

  constructor({ kind, blockSize }: ReadOptions) {
    this.#kind = kind;
    this.#reader = new UnknownReader(kind);
    this.#blocks = new Utf8Blocks(this.#reader, blockSize);
  }

  get failed(): boolean {
    return this.#problem !== undefined;
  }

  write(bytes: Uint8Array): void {
    if (this.#problem !== undefined) return;
    try {
      this.#blocks.write(bytes);
    } catch (error) {
      this.#problem = unreadable(error);
    }
  }

  end(): Report {
    if (this.#problem !== undefined) return this.#problem;
    try {
      this.#blocks.end();
      return this.#ofKind(this.#reader.end());
    } catch (error) {
      return unreadable(error);
    }
  }

  #ofKind(report: ReadableReport): Report {
    if (this.#kind === undefined || report.kind === this.#kind) return report;
    throw problem(
      "OtherKind",
      `This report is about ${NAMES[report.kind]}, where one about ${NAMES[this.#kind]} is asked for. Name another file.`,
    );
  }
}

const NAMES: Readonly<Record<ReportKind, string>> = {
  tests: "tests",
  coverage: "coverage",
  findings: "findings",
  load: "a load test",
  benchmark: "benchmarks",
};
