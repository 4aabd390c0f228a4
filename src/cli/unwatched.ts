import type { RunStore } from "../core/ports/runStore.ts";
import type { ReadRun } from "../engine/records/readRuns.ts";

/** Whether a run that has not ended has no runner on this machine: nothing goes on, and no failure is rolled back. */
export async function isUnwatched(store: RunStore, { run, state }: Pick<ReadRun, "run" | "state">): Promise<boolean> {
  if (state === undefined || state.ended !== undefined) return false;
  const folder = await store.open(run);
  return (await folder.holder()) === "none";
}

/** What a person is to know, and do, about such a run. */
export function unwatchedNote(run: string): string {
  return `Run ${run} has no runner: it does not go on, and nothing is rolled back. Give it one with: tidegate resume ${run}`;
}
