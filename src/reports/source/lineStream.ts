import { problem } from "./problem.ts";

/** Characters. */
const LONGEST_LINE = 1024 * 1024;

/** Cuts a text that comes in pieces into lines; `\r` before the break is dropped. */
export class LineStream {
  readonly #take: (line: string, number: number) => void;
  #rest = "";
  #number = 0;

  /** `take` gets each line without its break, and its number from 1. */
  constructor(take: (line: string, number: number) => void) {
    this.#take = take;
  }

  /** The number of the last line that was taken. */
  get number(): number {
    return this.#number;
  }

  write(piece: string): void {
    const text = this.#rest + piece;
    let from = 0;
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", from)) {
      this.#hand(text.slice(from, at));
      from = at + 1;
    }
    this.#rest = text.slice(from);
    if (this.#rest.length > LONGEST_LINE) {
      throw problem(
        "TooLarge",
        "This report has a line of more than a million characters. Make it again.",
        this.#number + 1,
      );
    }
  }

  /** Whether all lines so far had their break. */
  get isWhole(): boolean {
    return this.#rest === "";
  }

  /** No more text comes: what is left is the last line, without a break. */
  end(): void {
    if (this.#rest !== "") this.#hand(this.#rest);
    this.#rest = "";
  }

  #hand(line: string): void {
    this.#number += 1;
    this.#take(line.endsWith("\r") ? line.slice(0, -1) : line, this.#number);
  }
}
