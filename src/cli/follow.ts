import { deferred } from "../base/async.ts";
import type { Disposable } from "../base/dispose.ts";
import { Fault } from "../base/result.ts";
import type { Hash, JournalEntry } from "../core/journal/entry.ts";
import { emptyJournal } from "../core/journal/fold.ts";
import type { LaunchedRunner } from "../core/ports/launcher.ts";
import type { RunFolder } from "../core/ports/runStore.ts";
import type { RunState } from "../core/run/state.ts";
import { readRunState } from "../engine/records/readRuns.ts";

/** One thing that happened in a run, and the run right after it. */
export interface Happening {
  readonly entry: JournalEntry;
  readonly state: RunState;
}

/**
 * Reads a run from its beginning and goes on as it happens, until `look` finds what it looks for. Rejects where the
 * journal is broken, and with `givenUp`.
 */
export function follow<T>(
  folder: RunFolder,
  look: (happening: Happening) => T | undefined,
  givenUp: Promise<never>,
  hash: Hash,
): Promise<T> {
  let tail: Disposable | undefined;
  const reading = new Promise<T>((resolve, reject) => {
    const read = reader(look, hash);
    tail = folder.follow({
      lines(lines) {
        try {
          const found = read(lines);
          if (found !== undefined) resolve(found);
        } catch (error) {
          reject(error);
        }
      },
      failed: reject,
    });
  });
  return Promise.race([reading, givenUp]).finally(() => tail?.dispose());
}

function reader<T>(
  look: (happening: Happening) => T | undefined,
  hash: Hash,
): (lines: readonly string[]) => T | undefined {
  const journal = emptyJournal({ keep: false, hash });
  return (lines) => {
    for (const line of lines) {
      journal.add([line]);
      const { head: entry, state, problems } = journal;
      const [problem] = problems;
      if (problem !== undefined) throw new Fault(problem.reason, problem.message);
      const found = entry === undefined || state === undefined ? undefined : look({ entry, state });
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

/** Rejects once the runner that this process started has gone and left the run without an end. */
export async function runnerGone(folder: RunFolder, runner: LaunchedRunner | undefined): Promise<never> {
  const { promise: never } = deferred<never>();
  if (runner?.ended === undefined) return never;
  await runner.ended;
  const { run, ended } = await readRunState(folder);
  if (ended !== undefined) return never;
  const message = `The runner of run ${run} has gone, and the run has not ended. ${folder.path}/runner.log says why; start another with: tidegate resume ${run}`;
  throw new Fault("RunnerGone", message);
}
