import type { Evidence } from "../../core/evidence/evidence.ts";
import type { Hash } from "../../core/journal/entry.ts";
import type { RunStore } from "../../core/ports/runStore.ts";
import { isExpired } from "../../core/checklists/fresh.ts";
import type { RunState } from "../../core/run/state.ts";
import { readRun } from "../records/readRuns.ts";
import type { Place } from "../request/runPlan.ts";

/** How many of the newest runs are looked into. */
const MOST_RUNS = 30;

/** What runs of this workspace have found out. */
export interface Earlier {
  /** Of the run that is under way in this environment: what it knows, words included. */
  readonly active: RunState | undefined;
  /** Evidence of other runs of the application, oldest first. */
  readonly before: readonly Evidence[];
}

/** Reads the newest runs. What this user did not start here is nobody's word and is left out. */
export async function earlierEvidence(
  { store, hash }: { readonly store: RunStore; readonly hash?: Hash },
  { application, environment }: Place,
): Promise<Earlier> {
  const runs = (await store.list()).slice(-MOST_RUNS);
  const read = await Promise.all(runs.map((run) => readRun(store, run, hash)));
  const states = read.flatMap(({ state, known }) => (known && state !== undefined ? [state] : []));
  const own = states.filter(({ release }) => release.application === application);
  const active = own.findLast((state) => state.ended === undefined && state.release.environment === environment);
  const others = own.filter((state) => state !== active);
  return { active, before: others.flatMap(({ evidence }) => evidence.map((one) => one.evidence)) };
}

/** What a run knows now: its newest evidence and the words that still count. `now` is in milliseconds since the epoch. */
export function knownOf(state: RunState, now: number): readonly Evidence[] {
  return state.evidence.map(({ evidence }) => evidence).filter((one) => !isExpired(one, now));
}
