import type { RunView } from "../runs/runView.ts";

/** What was blocked before yesterday is no news. Milliseconds. */
const NEWS_MS = 86_400_000;

/** Runs that ended lately, and of which something was to be written down. */
export function blockedRuns(runs: readonly RunView[], now: number): readonly RunView[] {
  return runs.filter(({ state: { ended, blocks }, startedHere }) => {
    return startedHere && ended !== undefined && blocks.length > 0 && ended.at > now - NEWS_MS;
  });
}
