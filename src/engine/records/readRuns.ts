import { foldJournal } from "../../core/journal/fold.ts";
import type { Hash } from "../../core/journal/entry.ts";
import type { JournalProblem } from "../../core/journal/problem.ts";
import type { RunStore } from "../../core/ports/runStore.ts";
import type { RunState } from "../../core/run/state.ts";

/** A run as its journal tells it now. */
export interface ReadRun {
  readonly run: string;
  readonly state: RunState | undefined;
  readonly problems: readonly JournalProblem[];
}

/** Reads all runs of a workspace once, newest first. A journal that is broken gives what stands before the break. */
export async function readRuns(store: RunStore, hash?: Hash): Promise<readonly ReadRun[]> {
  const runs = await store.list();
  return Promise.all(runs.toReversed().map((run) => readRun(store, run, hash)));
}

/** Reads one run once. Rejects with `RunNotFound`. */
export async function readRun(store: RunStore, run: string, hash?: Hash): Promise<ReadRun> {
  const text = await (await store.open(run)).read();
  const { state, problems } = foldJournal(text, { keep: false, ...(hash === undefined ? {} : { hash }) });
  return { run, state, problems };
}
