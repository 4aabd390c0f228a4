import { releaseName } from "../../core/run/release.ts";
import type { RunState } from "../../core/run/state.ts";
import { runSummary } from "../../core/run/summary.ts";
import { l10n } from "../l10n.ts";

/** A run as the host knows it. */
export interface RunView {
  /** Address of the `tidegate.yaml` whose folder holds the run. */
  readonly file: string;
  readonly state: RunState;
  /** False while no process walks a run that has not ended: nobody watches it and nothing goes on. */
  readonly guarded: boolean;
  /** False for a run that came with the folder: it is shown, and nothing is done for it. */
  readonly startedHere: boolean;
}

/** Names one run. */
export interface RunKey {
  readonly file: string;
  readonly run: string;
}

/** Names a run across all files of the workspace, and its row. */
export function runId({ file, run }: RunKey): string {
  return `${file}#${run}`;
}

/** The key of a run. */
export function keyOf({ file, state }: RunView): RunKey {
  return { file, run: state.run };
}

/** Whether the run is still under way; one that was not started here never is. */
export function isActive({ state, startedHere }: RunView): boolean {
  return startedHere && state.ended === undefined;
}

/** A run in one line. */
export function runWords({ state, guarded, startedHere }: RunView, now: number): string {
  const words = runSummary(state, now, guarded || !startedHere);
  return startedHere ? words : `${l10n.t("not started here")} · ${words}`;
}

/** `shop → production`. */
export function placeOf({ release }: RunState): string {
  return `${release.application} → ${release.environment}`;
}

/** Where a run goes and with which version, where it releases one: `shop → production 1.9.0`. */
export function headingOf(state: RunState): string {
  return `${placeOf(state)} ${releaseName(state.release)}`.trimEnd();
}

/** A run with something amiss in its journal. */
export interface UnreadableRun extends RunKey {
  readonly message: string;
  /** Whether enough could be read to show the run as it was. */
  readonly known: boolean;
}
