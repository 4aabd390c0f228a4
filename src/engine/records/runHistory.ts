import type { Hash } from "../../core/journal/entry.ts";
import type { RunHistory } from "../../core/ports/runHistory.ts";
import type { RunStore } from "../../core/ports/runStore.ts";
import { readRuns } from "./readRuns.ts";

/** The runs of a workspace that may be believed: this user's own, with a whole journal. */
export function runHistoryOf(store: RunStore, hash?: Hash): RunHistory {
  return {
    async runs() {
      const all = await readRuns(store, hash);
      return all.flatMap(({ state, known, problems }) =>
        known && state !== undefined && problems.length === 0 ? [state] : [],
      );
    },
  };
}
