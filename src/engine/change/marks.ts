import { parseTimestamp, timestamp } from "../../base/clock.ts";
import type { RunState } from "../../core/run/state.ts";
import type { Changeable } from "./workloads.ts";

/** Which step of which run wrote a workload's template last: `<run>/<nonce>/<node>/<visit>`. */
export const RUN_ANNOTATION = "tidegate.dev/run";
/** When that write was made, RFC 3339. */
export const WRITTEN_ANNOTATION = "tidegate.dev/written-at";
/** Who Tidegate's writes belong to in managed fields. */
export const FIELD_MANAGER = "tidegate";

/** One entry of one node in one run. */
export interface StepMark {
  readonly state: Pick<RunState, "run" | "nonce">;
  readonly node: string;
  readonly visit: number;
}

/** Annotations that let a later runner tell whether a write was this step's. */
export function marks(step: StepMark, now: number): Record<string, string> {
  return { [RUN_ANNOTATION]: markOf(step), [WRITTEN_ANNOTATION]: timestamp(now) };
}

/** When this step wrote the object; undefined where another one wrote it last. Milliseconds since the epoch. */
export function writtenBy(step: StepMark, object: Changeable): number | undefined {
  const annotations = object.metadata.annotations ?? {};
  return annotations[RUN_ANNOTATION] === markOf(step) ? parseTimestamp(annotations[WRITTEN_ANNOTATION]) : undefined;
}

/** Runs of two workspaces have the same numbers, so the run's nonce is a part of the mark. */
function markOf({ state, node, visit }: StepMark): string {
  return `${state.run}/${state.nonce.slice(0, 16)}/${node}/${visit}`;
}
