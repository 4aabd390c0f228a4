import type { CheckNode } from "../../core/graph/graph.ts";
import { nodeOf } from "../../core/graph/walk.ts";
import { evidenceHere } from "../../core/run/findings.ts";
import { windowsAt } from "../../core/run/windowLine.ts";
import type { RunState } from "../../core/run/state.ts";

/** The list of checks that a run is at and that people work through; undefined where it is elsewhere. */
export function listAt({ graph, node: id, left }: RunState): CheckNode | undefined {
  const node = nodeOf(graph, id);
  return node?.kind === "check" && node.waits === true && left === undefined ? node : undefined;
}

/** The list where a run waits for people: each of its checks was measured, and not all of them are settled. */
export function openListAt(state: RunState): CheckNode | undefined {
  const list = state.paused ? undefined : listAt(state);
  // A window opens by itself: nobody is waited for.
  if (list === undefined || windowsAt(list) !== undefined) return undefined;
  const found = evidenceHere(state, list);
  return list.checks.every(({ id }) => found.some(({ check }) => check === id)) ? list : undefined;
}
