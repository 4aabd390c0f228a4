/** One entry of a tar archive. */
export interface TarEntry {
  readonly path: string;
  readonly content: Buffer;
  /** Permission bits; default 0o644. */
  readonly mode?: number;
}

const BLOCK = 512;

/** A POSIX (ustar) archive of regular files. Equal entries give equal bytes: no owner, no time. */
export function tar(entries: readonly TarEntry[]): Buffer {
  const parts = entries.flatMap((entry) => [header(entry), entry.content, padding(entry.content.length)]);
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}

function header({ path, content, mode = 0o644 }: TarEntry): Buffer {
  if (Buffer.byteLength(path) > 100) throw new Error(`The path ${path} is too long for this kind of archive.`);
  const block = Buffer.alloc(BLOCK);
  block.write(path, 0);
  block.write(octal(mode, 7), 100);
  block.write(octal(0, 7), 108);
  block.write(octal(0, 7), 116);
  block.write(octal(content.length, 11), 124);
  block.write(octal(0, 11), 136);
  block.write(" ".repeat(8), 148);
  block.write("0", 156);
  block.write("ustar\u000000", 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 6)}\u0000 `, 148);
  return block;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, "0");
}

function padding(length: number): Buffer {
  return Buffer.alloc((BLOCK - (length % BLOCK)) % BLOCK);
}
