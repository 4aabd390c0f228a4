import { mayOverride } from "../approvals/mayAnswer.ts";
import { isOpen } from "../windows/standing.ts";
import type { DeploymentWindows } from "../windows/windows.ts";
import { closedWords } from "../windows/words.ts";
import type { RunState } from "./state.ts";

/** The check by which a run waits for its window. */
export const WINDOW_CHECK = "window-open";

/**
 * Why a change may not begin at `now` (milliseconds since the epoch), in a sentence; undefined where it may. The word
 * of somebody who may override counts while it lasts, and is judged again here: a journal can be edited.
 */
export function heldByWindow(state: RunState, windows: DeploymentWindows, now: number): string | undefined {
  return isOpen(windows, now) || isOverridden(state, windows, now) ? undefined : closedWords(windows, now);
}

function isOverridden({ words, requestedBy, authors }: RunState, windows: DeploymentWindows, now: number): boolean {
  return words.some(({ evidence: { check, verdict, attested } }) => {
    if (check !== WINDOW_CHECK || verdict !== "pass" || attested === undefined || attested.expiresAt <= now)
      return false;
    return mayOverride(overriding(windows), requestedBy, authors, attested.by).ok;
  });
}

/** Who may let a change through a closed window: never who asked for it or wrote it. */
export function overriding({ overriders }: DeploymentWindows) {
  return { overriders, selfApproval: false };
}
