import type { RunState } from "../../core/run/state.ts";

/** A run as the host knows it. */
export interface RunView {
  /** Address of the `tidegate.yaml` whose folder holds the run. */
  readonly file: string;
  readonly state: RunState;
  /** False while no process walks a run that has not ended: nobody watches it and nothing goes on. */
  readonly guarded: boolean;
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

/** Whether the run is still under way. */
export function isActive({ state }: RunView): boolean {
  return state.ended === undefined;
}

/** `shop → production`. */
export function placeOf({ release }: RunState): string {
  return `${release.application} → ${release.environment}`;
}

/** A run with something amiss in its journal. */
export interface UnreadableRun extends RunKey {
  readonly message: string;
  /** Whether enough could be read to show the run as it was. */
  readonly known: boolean;
}
