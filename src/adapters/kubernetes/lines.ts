const NEWLINE = 0x0a;
const RETURN = 0x0d;

/**
 * Cuts a stream of bytes into lines without their line ends. Each byte is looked at once and copied at most once,
 * however the stream is chunked, and a line is decoded only when it is whole, so a UTF-8 sequence may straddle chunks.
 * A line longer than `limit` bytes is handed on in pieces.
 */
export class LineSplitter {
  readonly #limit: number;
  #pending: Buffer[] = [];
  #length = 0;

  constructor(limit = 64 * 1024 * 1024) {
    this.#limit = limit;
  }

  /** The lines that this chunk completes. */
  push(chunk: Buffer): string[] {
    const lines: string[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      lines.push(this.#take(chunk.subarray(start, end)));
      start = end + 1;
    }
    this.#keep(chunk.subarray(start), lines);
    return lines;
  }

  /** What is left when the stream has ended without a line end. */
  end(): string | undefined {
    return this.#length === 0 ? undefined : this.#take(Buffer.alloc(0));
  }

  #keep(rest: Buffer, lines: string[]): void {
    if (rest.length === 0) return;
    this.#pending.push(rest);
    this.#length += rest.length;
    if (this.#length > this.#limit) lines.push(this.#take(Buffer.alloc(0)));
  }

  #take(last: Buffer): string {
    const line = this.#length === 0 ? last : Buffer.concat([...this.#pending, last]);
    this.#pending = [];
    this.#length = 0;
    const length = line.at(-1) === RETURN ? line.length - 1 : line.length;
    return line.toString("utf8", 0, length);
  }
}
