import type { RunEvent } from "../event.ts";
import type { RunState } from "../state.ts";

/** One kind of event. */
export type EventOf<T extends RunEvent["type"]> = Extract<RunEvent, { type: T }>;

/** Whether an event is about the node the run is at. */
export function isHere(state: RunState, event: { readonly node: string }): boolean {
  return state.node === event.node && state.left === undefined;
}
