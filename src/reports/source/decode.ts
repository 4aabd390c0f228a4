import { problem } from "./problem.ts";

/** Bytes decoded at once. Pieces of one size make what is read independent of how the bytes arrive. */
const BLOCK = 64 * 1024;

const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = "\uFEFF";

/** Takes text piece by piece. */
export interface TextSink {
  write(text: string): void;
}

/** Gathers bytes into blocks and hands each on as text. A mark at the beginning is dropped. UTF-8 only. */
export class Utf8Blocks {
  readonly #sink: TextSink;
  readonly #block: Uint8Array;
  readonly #decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  #filled = 0;
  #first = true;
  /** Newlines before the block. */
  #lines = 0;

  /** `size`: bytes in a block, 4 or more. */
  constructor(sink: TextSink, size: number = BLOCK) {
    this.#sink = sink;
    this.#block = new Uint8Array(size);
  }

  /** Throws a problem where the bytes are no UTF-8, and whatever the sink throws. */
  write(bytes: Uint8Array): void {
    let from = 0;
    while (from < bytes.length) {
      const part = bytes.subarray(from, from + this.#block.length - this.#filled);
      this.#block.set(part, this.#filled);
      this.#filled += part.length;
      from += part.length;
      if (this.#filled === this.#block.length) this.#handOn(true);
    }
  }

  /** No more bytes come. */
  end(): void {
    this.#handOn(false);
  }

  #handOn(more: boolean): void {
    const bytes = this.#block.subarray(0, this.#filled);
    this.#filled = 0;
    if (this.#first) refuseUtf16(bytes);
    let text = this.#decoded(bytes, more);
    if (this.#first && text.startsWith(BYTE_ORDER_MARK)) text = text.slice(1);
    this.#first = false;
    for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) this.#lines += 1;
    if (text !== "") this.#sink.write(text);
  }

  #decoded(bytes: Uint8Array, more: boolean): string {
    try {
      return this.#decoder.decode(bytes, { stream: more });
    } catch {
      const line = this.#lines + firstBadLine(bytes);
      throw problem(
        "NotUtf8",
        "This report is not UTF-8: it was damaged, or its tool writes another encoding. Have the tool write UTF-8.",
        line,
      );
    }
  }
}

function refuseUtf16(bytes: Uint8Array): void {
  const [first, second] = bytes;
  const little = first === 0xff && second === 0xfe;
  const big = first === 0xfe && second === 0xff;
  if (!little && !big) return;
  throw problem("Utf16", "This report is UTF-16, and only UTF-8 is read. Have the tool write UTF-8.", 1);
}

/** Newlines before the first line that is no UTF-8, plus 1. The first may begin within a character. */
function firstBadLine(bytes: Uint8Array): number {
  const strict = new TextDecoder("utf-8", { fatal: true });
  let line = 1;
  let from = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, from)) {
    try {
      strict.decode(bytes.subarray(from, at));
    } catch {
      return line;
    }
    line += 1;
    from = at + 1;
  }
  return line;
}
