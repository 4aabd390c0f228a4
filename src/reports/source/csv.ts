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
  /** The lines of a row whose quotes are open, how long they are, and where it began. */
  #open: string[] = [];
  #length = 0;
  #openLine = 0;
  #isQuoted = false;

  /** `take` gets the fields of each row and the line where it begins, from 1. Empty lines are passed over. */
  constructor(take: (fields: readonly string[], line: number) => void) {
    this.#take = take;
  }

  write(piece: string): void {
    this.#lines.write(piece);
  }

  /** No more text comes. Throws a problem where the last row is not whole: each ends with a line break. */
  end(): void {
    if (!this.#lines.isWhole || this.#open.length > 0) {
      throw problem(
        "CutOff",
        "This report ends within a row: it was cut off, or is still being written. Make it again.",
        this.#lines.number,
      );
    }
  }

  /** A row goes on where its quotes are odd in number; it is put together only once, however many lines it has. */
  #line(line: string, number: number): void {
    if (this.#open.length === 0 && !line.includes('"')) {
      if (line !== "") this.#take(line.split(this.separator), number);
      return;
    }
    if (this.#open.length === 0) this.#openLine = number;
    this.#open.push(line);
    this.#length += line.length + 1;
    if (this.#length > LONGEST_ROW) throw openQuotes(this.#openLine);
    if (hasOddQuotes(line)) this.#isQuoted = !this.#isQuoted;
    if (this.#isQuoted) return;
    const fields = quotedFields(this.#open.join("\n"), this.separator);
    this.#open = [];
    this.#length = 0;
    if (fields === undefined) throw openQuotes(this.#openLine);
    this.#take(fields, this.#openLine);
  }
}

function hasOddQuotes(line: string): boolean {
  let isOdd = false;
  for (let at = line.indexOf('"'); at >= 0; at = line.indexOf('"', at + 1)) isOdd = !isOdd;
  return isOdd;
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
