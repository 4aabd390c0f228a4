import type { Clock } from "../../base/clock.ts";
import { sha256Hex } from "../../base/hash.ts";
import { Fault } from "../../base/result.ts";
import { appendEntry } from "../../core/journal/appendEntry.ts";
import { encodeEntry } from "../../core/journal/codec.ts";
import type { Hash } from "../../core/journal/entry.ts";
import { foldJournal, type Journal } from "../../core/journal/fold.ts";
import type { JournalWriter, RunFolder } from "../../core/ports/runStore.ts";
import type { RunEvent } from "../../core/run/event.ts";
import type { RunState } from "../../core/run/state.ts";
import { readKnownJournal } from "./knownJournal.ts";

/** A run as its one writer holds it: the state is what the journal on the disk tells, never more. */
export interface RunRecord {
  readonly state: RunState;
  readonly writer: JournalWriter;
  /** Writes an event and waits for the disk; an event the journal holds already is passed over. */
  append(event: RunEvent): Promise<void>;
}

/** What taking a run up found out about its journal. */
export interface TakenUp {
  readonly record: RunRecord;
  /** Sentences about what was amiss and was mended. */
  readonly mended: readonly string[];
}

/**
 * Takes a run for this process: verifies its journal, cuts off a torn tail, and notes that this runner began, and with
 * which `server`. Rejects with `RunHeld`, with `NotStartedHere`, with `JournalRewritten`, or with the reason of what is wrong with the journal; then nothing was written.
 */
export async function takeUp(
  folder: RunFolder,
  clock: Clock,
  hash: Hash = sha256Hex,
  server?: string,
): Promise<TakenUp> {
  const writer = await folder.takeOver();
  try {
    const { bytes, doubt } = await readKnownJournal(folder, hash);
    if (doubt !== undefined) throw doubt;
    const { journal, wholeBytes, problems } = foldJournal(bytes, { hash });
    const fatal = journal.problems[0];
    if (fatal !== undefined) throw new Fault(fatal.reason, `Run ${folder.run} stops. ${fatal.message}`);
    if (journal.state === undefined) throw new Fault("NoRun", `The journal of run ${folder.run} is empty.`);
    if (wholeBytes !== undefined) await writer.truncate(wholeBytes);
    const record = recordOf(journal, journal.state, writer, { clock, hash });
    if (record.state.ended === undefined) {
      const generation = Math.max(writer.generation, record.state.generation + 1);
      const told = server === undefined ? {} : { server };
      await record.append({ type: "runner-started", generation, pid: writer.pid, ...told });
    }
    return { record, mended: problems.map((problem) => problem.message) };
  } catch (error) {
    await writer.close();
    throw error;
  }
}

/** What an entry gets from outside: its moment and its hash. */
interface Stamp {
  readonly clock: Clock;
  readonly hash: Hash;
}

function recordOf(journal: Journal, first: RunState, writer: JournalWriter, { clock, hash }: Stamp): RunRecord {
  return {
    get state() {
      return journal.state ?? first;
    },
    writer,
    async append(event) {
      const entry = appendEntry(journal, event, clock.now(), hash);
      if (entry === undefined) return;
      await writer.append(encodeEntry(entry));
      journal.push(entry);
    },
  };
}
