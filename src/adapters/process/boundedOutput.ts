import type { ProgramOutput } from "../../core/ports/program.ts";

/** How much is kept of the beginning, where programs say what they are, and of the end, where they say what is wrong. */
const HEAD_BYTES = 256 * 1024;
const TAIL_BYTES = 768 * 1024;

/** Gathers what a program prints: its beginning and its end, however much there is. */
export class BoundedOutput {
  readonly #head: Buffer[] = [];
  readonly #tail: Buffer[] = [];
  #headBytes = 0;
  #tailBytes = 0;
  #bytes = 0;

  add(chunk: Buffer): void {
    this.#bytes += chunk.length;
    const toHead = chunk.subarray(0, HEAD_BYTES - this.#headBytes);
    if (toHead.length > 0) {
      // A copy: the part of a chunk would keep all of it in memory.
      this.#head.push(Buffer.from(toHead));
      this.#headBytes += toHead.length;
    }
    if (toHead.length < chunk.length) this.#addToTail(chunk.subarray(toHead.length));
  }

  read(): ProgramOutput {
    const tail = Buffer.concat(this.#tail).subarray(-TAIL_BYTES);
    const left = this.#bytes - this.#headBytes - tail.length;
    const gap = left === 0 ? "" : `\n[${left} bytes are left out here]\n`;
    return { text: `${Buffer.concat(this.#head).toString()}${gap}${tail.toString()}`, bytes: this.#bytes };
  }

  #addToTail(part: Buffer): void {
    this.#tail.push(Buffer.from(part));
    this.#tailBytes += part.length;
    for (let first = this.#tail[0]; first !== undefined && this.#tailBytes - first.length >= TAIL_BYTES;) {
      this.#tail.shift();
      this.#tailBytes -= first.length;
      first = this.#tail[0];
    }
  }
}
