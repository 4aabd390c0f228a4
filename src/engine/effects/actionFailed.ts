import { Fault, messageOf } from "../../base/result.ts";
import type { Action } from "../../core/graph/graph.ts";
import type { RunEvent } from "../../core/run/event.ts";
import { isClusterFault, isFinal } from "../faults.ts";

/**
 * The event for an action that cannot be done. Faults that may pass, and mistakes in this program, are thrown on:
 * they say nothing about whether the action can be done.
 */
export function actionFailed(step: { readonly node: string; readonly action: Action }, error: unknown): RunEvent {
  if (!(error instanceof Fault) || (isClusterFault(error) && !isFinal(error))) throw error;
  const { node, action } = step;
  return { type: "action-failed", node, workload: action.workload, reason: error.reason, message: messageOf(error) };
}
