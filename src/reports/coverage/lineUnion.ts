import { problem } from "../source/problem.ts";
import { ownText } from "../values/ownText.ts";

/** No source file has as many. */
const HIGHEST_LINE = 5_000_000;
/** Bytes for all files of a report, about: eighty thousand files of a thousand lines. */
const MOST_MEMORY = 48 * 1024 * 1024;
/** Bytes that a file takes beside its lines and its name, about. */
const PER_FILE = 500;
/** Bytes that a word takes, about. */
const PER_WORD = 8;
/** Lines in a word: as many bits as engines keep in a number without an object for it. */
const WORD = 30;

/** The lines of one file: a bit each. */
export interface FileLines {
  readonly measured: number[];
  readonly hit: number[];
}

/**
 * The measured lines of all files, each counted once however often a report names it: reports that were joined name
 * files again, and a line counts as covered where any part covers it.
 */
export class LineUnion {
  readonly #files = new Map<string, FileLines>();
  readonly #most: number;
  #memory = 0;
  #total = 0;
  #covered = 0;

  /** `most`: bytes that may be taken, about. */
  constructor(most: number = MOST_MEMORY) {
    this.#most = most;
  }

  get total(): number {
    return this.#total;
  }

  get covered(): number {
    return this.#covered;
  }

  get files(): number {
    return this.#files.size;
  }

  /** The lines of a file, which counts as measured even if it has none. Throws a problem where there are too many. */
  file(name: string): FileLines {
    const known = this.#files.get(name);
    if (known !== undefined) return known;
    const lines = { measured: [], hit: [] };
    this.#take(PER_FILE + name.length);
    this.#files.set(ownText(name), lines);
    return lines;
  }

  /** Counts a line, from 0. Whether it is new. Throws a problem where the number is no line's, or there are too many. */
  add({ measured, hit }: FileLines, line: number, isHit: boolean): boolean {
    if (line > HIGHEST_LINE) {
      throw problem("TooLarge", "This coverage report names a line beyond the five millionth. Make it again.");
    }
    const word = Math.floor(line / WORD);
    const bit = 1 << (line % WORD);
    const before = measured[word];
    const isNew = ((before ?? 0) & bit) === 0;
    if (before === undefined) this.#take(PER_WORD);
    if (isNew) {
      measured[word] = (before ?? 0) | bit;
      this.#total += 1;
    }
    if (isHit) this.#hit(hit, word, bit);
    return isNew;
  }

  #hit(hit: number[], word: number, bit: number): void {
    const before = hit[word];
    if (((before ?? 0) & bit) !== 0) return;
    if (before === undefined) this.#take(PER_WORD);
    hit[word] = (before ?? 0) | bit;
    this.#covered += 1;
  }

  #take(bytes: number): void {
    this.#memory += bytes;
    if (this.#memory <= this.#most) return;
    throw problem(
      "TooLarge",
      "This coverage report names more files and lines than memory is for. Leave generated files out of it, or split it.",
    );
  }
}
