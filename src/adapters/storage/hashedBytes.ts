import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { Fault } from "../../base/result.ts";
import type { HashedBytes } from "../../core/ports/reportFiles.ts";
import { hasCode } from "./paths.ts";

const CHUNK_BYTES = 256 * 1024;
/** Without waiting and without following: opening a pipe that lies there would never end. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * The bytes of a file as it is when reading begins. `path` is what the file is called in faults. One that another
 * program writes to meanwhile rejects with `FileChanged`: its hash would be of no state it ever had.
 */
export function hashedBytes(place: string, path: string, signal?: AbortSignal): HashedBytes {
  const hash = createHash("sha256");
  const chunks = chunksOf(place, path, signal);
  const next = async (): Promise<IteratorResult<Uint8Array, undefined>> => {
    const { value, done } = await chunks.next();
    if (done === true) return { value: undefined, done: true };
    hash.update(value);
    return { value, done: false };
  };
  return {
    // Leaving early does not close: the hash still needs what comes after.
    [Symbol.asyncIterator]: () => ({ next }),
    async sha256() {
      while ((await next()).done !== true);
      return hash.copy().digest("hex");
    },
  };
}

async function* chunksOf(
  place: string,
  path: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, undefined> {
  const file = await opened(place, path);
  try {
    const before = await file.stat();
    if (!before.isFile()) throw new Fault("FileUnreadable", `${path} is no regular file, so it was not read.`);
    yield* chunksIn(file, before.size, signal);
    const after = await file.stat();
    if (after.size === before.size && after.mtimeMs === before.mtimeMs) return undefined;
    throw new Fault("FileChanged", `${path} was written to while it was read. Check again once it is whole.`);
  } finally {
    await file.close();
  }
}

async function* chunksIn(file: FileHandle, bytes: number, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  for (let position = 0; position < bytes;) {
    signal?.throwIfAborted();
    const wanted = Math.min(CHUNK_BYTES, bytes - position);
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(wanted), 0, wanted, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

async function opened(place: string, path: string): Promise<FileHandle> {
  try {
    return await open(place, FLAGS);
  } catch (error) {
    if (hasCode(error, "ENOENT", "ELOOP", "ENOTDIR")) {
      throw new Fault("FileGone", `${path} is gone by now. Check again.`, { cause: error });
    }
    const message = `${path} could not be read. Give yourself the right to read it.`;
    throw new Fault("FileUnreadable", message, { cause: error });
  }
}
