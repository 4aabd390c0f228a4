import { nodeOf } from "../graph/walk.ts";
import { versionLabel } from "../rollout/image.ts";
import type { RunState } from "./state.ts";
import { windowLine } from "./windowLine.ts";
import { list } from "./words.ts";

/** What an environment's row says while a run is at it: `1.8.2 → 1.9.0 · rolling, 2 of 6`. Empty once it has ended. */
export function environmentLine(state: RunState): string {
  if (state.ended !== undefined) return "";
  return [versions(state), phaseOf(state)].filter((part) => part !== "").join(" · ");
}

/** Empty where nothing is released. */
function versions({ release: { changes, version } }: RunState): string {
  const before = list([...new Set(changes.map((change) => versionLabel(change.from)))]);
  return changes.length === 0 ? version : `${before} → ${version}`;
}

function phaseOf(state: RunState): string {
  const node = nodeOf(state.graph, state.node);
  if (state.paused) return "paused";
  if (state.question !== undefined) return "waiting for a decision";
  if (state.approval !== undefined) return "waiting for approval";
  const closed = windowLine(state);
  if (closed !== undefined) return closed;
  if (node?.back === true) return `rolling back${progressOf(state)}`;
  if (node?.kind === "hold" && node.until === "elapsed") return "holding";
  if (node?.kind === "hold" || node?.kind === "action") return `rolling${progressOf(state)}`;
  // A list that people work through may stand before the rollout or behind it.
  return node?.kind === "check" && node.waits === true ? `at "${node.label}"` : "preparing";
}

/** Updated of desired pods over all workloads seen in this run. */
function progressOf(state: RunState): string {
  const seen = state.rollouts.flatMap((one) => one.verdict.progress ?? []);
  if (seen.length === 0) return "";
  const updated = seen.reduce((sum, one) => sum + one.updated, 0);
  const desired = seen.reduce((sum, one) => sum + one.desired, 0);
  return `, ${updated} of ${desired}`;
}
