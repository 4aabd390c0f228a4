import { Fault } from "../../base/result.ts";
import type { Hash } from "../../core/journal/entry.ts";
import { firstLine, wholeLines } from "../../core/journal/lines.ts";
import type { RunFolder } from "../../core/ports/runStore.ts";
import { notStartedHere } from "./notStartedHere.ts";

/** A journal, and what speaks against taking its word. */
export interface JournalRead {
  readonly bytes: Uint8Array;
  /** Undefined where this user started the run here, and nothing that a runner wrote has gone since. */
  readonly doubt: Fault | undefined;
}

/**
 * Reads a journal and holds it against what was noted of it outside of the workspace. A chain of hashes finds what was
 * changed in it; that its end was cut off, or all of it written anew, shows only there.
 */
export async function readKnownJournal(folder: RunFolder, hash: Hash): Promise<JournalRead> {
  // Before the journal: what a runner adds meanwhile is not missed.
  const last = await folder.lastWritten();
  const bytes = await folder.read();
  if (!(await folder.isKnown(firstLine(bytes)))) return { bytes, doubt: notStartedHere(folder.run) };
  return { bytes, doubt: last === undefined || holds(bytes, last, hash) ? undefined : rewritten(folder.run) };
}

/** Looked for from the end, where it stands in a journal that nobody touched. */
function holds(bytes: Uint8Array, noted: string, hash: Hash): boolean {
  return [...wholeLines(bytes)].findLast((line) => hash(line) === noted) !== undefined;
}

function rewritten(run: string): Fault {
  const sentence = `The journal of run ${run} no longer holds what was written into it last: it was cut off or written anew. Restore it from a copy, or start a new run.`;
  return new Fault("JournalRewritten", sentence);
}
