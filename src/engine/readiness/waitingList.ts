import { nodeOf } from "../../core/graph/walk.ts";
import { standings } from "../../core/run/findings.ts";
import type { RunState } from "../../core/run/state.ts";

/** A list where a run waits for words, and the checks that a word would settle. */
export interface WaitingList {
  readonly run: string;
  readonly node: string;
  readonly checks: readonly string[];
}

/** The list that a run waits at; undefined where it waits for no word. `now` in milliseconds since the epoch. */
export function waitingList(state: RunState | undefined, now: number): WaitingList | undefined {
  const node = nodeOf(state?.graph, state?.node);
  if (state === undefined || node?.kind !== "check" || node.waits !== true || state.left !== undefined)
    return undefined;
  const open = standings(state, node, now).filter((one) => one.open);
  return open.length === 0 ? undefined : { run: state.run, node: node.id, checks: open.map(({ spec }) => spec.id) };
}
