import { sameWorkload } from "../../core/graph/walk.ts";
import type { RunEvent } from "../../core/run/event.ts";
import type { RunState } from "../../core/run/state.ts";
import type { Sight, WatchRollout } from "./rolloutWatch.ts";

/** The sights that say something new: a workload's first in this visit by this runner, or another verdict than the last. */
export function newSights(state: RunState, effect: WatchRollout, sights: readonly Sight[]): readonly Sight[] {
  return sights.filter(({ workload, verdict }) => {
    const last = state.rollouts.find(
      (one) =>
        one.node === effect.node &&
        one.visit === effect.visit &&
        one.generation === effect.generation &&
        sameWorkload(one.workload, workload),
    );
    return (
      last === undefined ||
      last.verdict.status !== verdict.status ||
      last.verdict.reason !== verdict.reason ||
      last.verdict.message !== verdict.message
    );
  });
}

/** The event that records a sight. */
export function observed(effect: WatchRollout, { workload, verdict }: Sight): RunEvent {
  return { type: "rollout-observed", node: effect.node, workload, verdict };
}
