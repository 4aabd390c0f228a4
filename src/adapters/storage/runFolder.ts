import { writeFile } from "atomically";
import { mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { Fault, messageOf } from "../../base/result.ts";
import type { KnownRuns } from "../../core/ports/knownRuns.ts";
import type { ProcessTable } from "../../core/ports/processTable.ts";
import type { JournalWriter, RunFolder } from "../../core/ports/runStore.ts";
import { claimRun, runHolder } from "./claim.ts";
import { inboxOf } from "./inboxFolder.ts";
import { appendLine, followJournal, openForAppend, readJournal } from "./journalFile.ts";
import { inside, keptFile, runNumber } from "./paths.ts";

/** A run's folder by its path, which ends in the run's number: what the runner is started with. */
export function runFolderAt(path: string, processes: ProcessTable, known: KnownRuns): RunFolder {
  return {
    run: runNumber(basename(path)),
    path,
    inbox: inboxOf(path),
    read: () => readJournal(path),
    isKnown: (firstLine) => known.isKnown(path, firstLine),
    lastWritten: () => known.lastNoted(path),
    follow: (listener) => followJournal(path, listener),
    takeOver: () => takeOver(path, processes, known),
    holder: () => runHolder(path, processes),
  };
}

async function takeOver(path: string, processes: ProcessTable, known: KnownRuns): Promise<JournalWriter> {
  await inside(path, "runners");
  const claim = await claimRun(path, processes);
  const file = await openForAppend(path);
  let broken: unknown;
  const write = async (work: () => Promise<void>): Promise<void> => {
    // After a failed write nobody knows what the file holds; only the next runner, who reads it anew, goes on.
    if (broken !== undefined) throw journalFault(path, broken);
    try {
      await work();
    } catch (error) {
      broken = error;
      throw journalFault(path, error);
    }
  };
  return {
    generation: claim.generation,
    pid: claim.owner.pid,
    append: (line) =>
      write(async () => {
        await appendLine(file, line);
        // The journal has it already: without the note, the one before it holds.
        await known.noteLast(path, line).catch(() => undefined);
      }),
    truncate: (bytes) =>
      write(async () => {
        await file.truncate(bytes);
        await file.sync();
      }),
    keep: (name, text) => keep(path, name, text),
    async close() {
      await file.close();
      await claim.release();
    },
  };
}

async function keep(path: string, name: string, text: string): Promise<void> {
  const file = keptFile(name);
  const folder = await inside(path, "evidence");
  await inside(path, "evidence", file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, file), text, { mode: 0o600 });
}

function journalFault(path: string, cause: unknown): Fault {
  const sentence = `The journal of ${path} could not be written: ${messageOf(cause)}. The run stops here; free the disk and start it again.`;
  return new Fault("StorageFailed", sentence, { cause });
}
