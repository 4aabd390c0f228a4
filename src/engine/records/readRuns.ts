import { sha256Hex } from "../../base/hash.ts";
import { Fault } from "../../base/result.ts";
import { foldJournal } from "../../core/journal/fold.ts";
import type { Hash } from "../../core/journal/entry.ts";
import type { JournalProblem } from "../../core/journal/problem.ts";
import type { RunFolder, RunStore } from "../../core/ports/runStore.ts";
import type { RunState } from "../../core/run/state.ts";
import { readKnownJournal } from "./knownJournal.ts";

/** A run as its journal tells it now. */
export interface ReadRun {
  readonly run: string;
  readonly state: RunState | undefined;
  readonly problems: readonly JournalProblem[];
  /** Whether this user started it on this machine, and its journal is still that one; else it is nobody's word. */
  readonly known: boolean;
}

/** Reads all runs of a workspace once, newest first. A journal that is broken gives what stands before the break. */
export async function readRuns(store: RunStore, hash?: Hash): Promise<readonly ReadRun[]> {
  const runs = await store.list();
  return Promise.all(runs.toReversed().map((run) => readRun(store, run, hash)));
}

/** Reads one run once. Rejects with `RunNotFound`. */
export async function readRun(store: RunStore, run: string, hash: Hash = sha256Hex): Promise<ReadRun> {
  const folder = await store.open(run);
  const { bytes, doubt } = await readKnownJournal(folder, hash);
  const { state, problems } = foldJournal(bytes, { keep: false, hash });
  return { run, state, problems, known: doubt === undefined };
}

/** The state of a run that must be there. Rejects with the journal's fault where it cannot be read. */
export async function readRunState(folder: RunFolder, hash: Hash = sha256Hex): Promise<RunState> {
  return stateIn(folder, await folder.read(), hash);
}

/**
 * The same for a run that is to go on. Rejects with `NotStartedHere` where this user did not start it here, with
 * `JournalRewritten` where what was written into it last is gone.
 */
export async function readKnownState(folder: RunFolder, hash: Hash = sha256Hex): Promise<RunState> {
  const { bytes, doubt } = await readKnownJournal(folder, hash);
  if (doubt !== undefined) throw doubt;
  return stateIn(folder, bytes, hash);
}

function stateIn({ run }: RunFolder, journal: Uint8Array, hash: Hash): RunState {
  const { state, problems } = foldJournal(journal, { keep: false, hash });
  if (state !== undefined) return state;
  const [problem] = problems;
  throw new Fault(problem?.reason ?? "NoRun", problem?.message ?? `The journal of run ${run} is empty.`);
}
