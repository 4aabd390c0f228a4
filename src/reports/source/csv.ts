import { LineStream } from "./lineStream.ts";
import { problem } from "./problem.ts";

/** Characters of a row whose quotes are still open. */
const LONGEST_ROW = 1024 * 1024;

/** Cuts text into rows of fields, as RFC 4180 has them: fields in quotes may hold breaks, separators and doubled quotes. */
export class CsvStream {
  readonly #take: (fields: readonly string[], line: number) => void;
  readonly #lines = new LineStream((line, number) => this.#line(line, number));
  /** Set by the reader once it has seen the first row. */
  separator = ",";
  /** A row whose quotes are open, and where it began. */
  #open = "";
  #openLine = 0;

  /** `take` gets the fields of each row and the line where it begins, from 1. Empty lines are passed over. */
  constructor(take: (fields: readonly string[], line: number) => void) {
    this.#take = take;
  }

  write(piece: string): void {
    this.#lines.write(piece);
  }

  /** No more text comes. Throws a problem where the last row is not whole: each ends with a line break. */
  end(): void {
    const isCut = this.#lines.end() || this.#openLine > 0;
    if (isCut) {
      throw problem(
        "CutOff",
        "This report ends within a row: it was cut off, or is still being written. Make it again.",
        this.#lines.number,
      );
    }
  }

  #line(line: string, number: number): void {
    if (this.#openLine === 0 && !line.includes('"')) {
      if (line !== "") this.#take(line.split(this.separator), number);
      return;
    }
    const row = this.#openLine === 0 ? line : `${this.#open}\n${line}`;
    const begin = this.#openLine === 0 ? number : this.#openLine;
    if (row.length > LONGEST_ROW) throw openQuotes(begin);
    const fields = quotedFields(row, this.separator);
    this.#open = fields === undefined ? row : "";
    this.#openLine = fields === undefined ? begin : 0;
    if (fields !== undefined) this.#take(fields, begin);
  }
}

/** The fields of a row; undefined where it ends within quotes. */
function quotedFields(row: string, separator: string): readonly string[] | undefined {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (row.charAt(at) === '"') {
      const end = closingQuote(row, at + 1);
      if (end < 0) return undefined;
      fields.push(row.slice(at + 1, end).replaceAll('""', '"'));
      at = end + 1;
    } else {
      const end = row.indexOf(separator, at);
      fields.push(row.slice(at, end < 0 ? row.length : end));
      at = end < 0 ? row.length : end;
    }
    if (at >= row.length) return fields;
    // What stands between a closing quote and the next separator belongs to no field: the row then has one too many.
    if (row.charAt(at) === separator) at += 1;
  }
}

function closingQuote(row: string, from: number): number {
  for (let at = row.indexOf('"', from); at >= 0; at = row.indexOf('"', at + 2)) {
    if (row.charAt(at + 1) !== '"') return at;
  }
  return -1;
}

function openQuotes(line: number): Error {
  return problem("BrokenCsv", "This report has a row whose quotes do not end. It was damaged; make it again.", line);
}
