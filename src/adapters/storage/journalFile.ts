import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { Sequencer } from "../../base/async.ts";
import { type Disposable, toDisposable } from "../../base/dispose.ts";
import { Fault } from "../../base/result.ts";
import { wholeLength, wholeLines } from "../../core/journal/lines.ts";
import type { JournalListener } from "../../core/ports/runStore.ts";
import { stored } from "./storageFailed.ts";
import { watchPath } from "./watchPath.ts";

const JOURNAL = "journal.jsonl";
const CHUNK_BYTES = 1024 * 1024;

/** Opens a journal for adding to. A link in its place is refused. */
export function openForAppend(runFolder: string): Promise<FileHandle> {
  const { O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW } = constants;
  return open(join(runFolder, JOURNAL), O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW, 0o600);
}

/** Adds one line and returns when the disk has it. */
export async function appendLine(file: FileHandle, line: string): Promise<void> {
  if (line.includes("\n")) throw new Fault("StorageFailed", "A journal line cannot hold a line end.");
  await file.appendFile(`${line}\n`);
  await file.datasync();
}

/** Reads the whole journal. */
export function readJournal(runFolder: string): Promise<Uint8Array> {
  return stored("The journal cannot be read", join(runFolder, JOURNAL), async () => {
    const file = await openForRead(runFolder);
    try {
      return await file.readFile();
    } finally {
      await file.close();
    }
  });
}

/** Hands over the lines that are there, then each line as it is added; see the port's `follow`. */
export function followJournal(runFolder: string, listener: JournalListener): Disposable {
  const turns = new Sequencer();
  let offset = 0;
  let disposed = false;
  const readOn = async (): Promise<void> => {
    if (disposed) return;
    try {
      offset = await readFrom(runFolder, offset, (lines) => {
        if (!disposed) listener.lines(lines);
      });
    } catch (error) {
      if (!disposed) listener.failed(error);
    }
  };
  const watcher = watchPath(runFolder, [JOURNAL], () => void turns.run(readOn));
  void turns.run(readOn);
  return toDisposable(() => {
    disposed = true;
    watcher.dispose();
  });
}

/** Reads whole lines from a byte offset on, a chunk at a time. Returns the offset behind the last whole line. */
async function readFrom(runFolder: string, from: number, take: (lines: readonly string[]) => void): Promise<number> {
  const file = await openForRead(runFolder);
  try {
    const { size } = await file.stat();
    if (size < from)
      throw new Fault("JournalCut", `${join(runFolder, JOURNAL)} is shorter than it was. It was changed.`);
    let offset = from;
    let rest = Buffer.alloc(0);
    while (offset + rest.length < size) {
      const chunk = Buffer.alloc(Math.min(CHUNK_BYTES, size - offset - rest.length));
      const { bytesRead } = await file.read(chunk, 0, chunk.length, offset + rest.length);
      if (bytesRead === 0) break;
      const bytes = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
      const end = wholeLength(bytes);
      if (end > 0) take([...wholeLines(bytes)]);
      offset += end;
      rest = bytes.subarray(end);
    }
    return offset;
  } finally {
    await file.close();
  }
}

function openForRead(runFolder: string): Promise<FileHandle> {
  return open(join(runFolder, JOURNAL), constants.O_RDONLY | constants.O_NOFOLLOW);
}
