import type { GraphNode, WorkloadRef } from "../graph/graph.ts";
import { nodeOf, sameWorkload } from "../graph/walk.ts";
import type { Intent, RunState, Step } from "./state.ts";
import { visitOf } from "./visits.ts";

/** Whether the run may have changed the world: an intent counts, whatever is known of its write. */
export function hasChanged(state: RunState): boolean {
  return state.intents.length > 0;
}

/** Whether the run may have changed this workload. */
export function hasChangedWorkload(state: RunState, workload: WorkloadRef): boolean {
  return state.intents.some((intent) => sameWorkload(intent.workload, workload));
}

/** The restore by which the run changed a workload last; undefined where that was another change, or none. */
export function restoreOf(state: RunState, workload: WorkloadRef): Intent | undefined {
  const last = state.intents.findLast((intent) => sameWorkload(intent.workload, workload));
  const node = nodeOf(state.graph, last?.node);
  return node?.kind === "action" && node.action.type === "restore" ? last : undefined;
}

/** The intent of the current visit of the current node. */
export function currentIntent(state: RunState): Intent | undefined {
  const visit = currentVisit(state);
  return state.intents.find((intent) => intent.node === state.node && intent.visit === visit);
}

/** How often the run has entered the current node, this time included. */
export function currentVisit(state: RunState): number {
  return (state.node === undefined ? undefined : visitOf(state.visits, state.node)) ?? 1;
}

/** How often the run may still enter a node; the way back is taken once. */
export function visitsLeft(state: RunState, node: GraphNode): number {
  const limit = node.back === true ? 1 : (node.limit ?? Number.POSITIVE_INFINITY);
  return limit - (visitOf(state.visits, node.id) ?? 0);
}

/** Whether a pause keeps the run from this node: it holds the way forward, not the way back, the question or the ends. */
export function isHeld({ graph }: RunState, target: GraphNode): boolean {
  return target.back !== true && target.id !== graph.trouble && target.kind !== "end";
}

/** The step that brought the run off its way, if one did: the last that no person chose and that is not on the way back. */
export function causeOf(state: RunState): Step | undefined {
  return state.path.findLast((step) => {
    const node = nodeOf(state.graph, step.node);
    return node !== undefined && node.back !== true && node.kind !== "decision";
  });
}

/** Milliseconds of a span in which no runner watched. */
export function unprotectedWithin(state: RunState, from: number, to: number): number {
  return state.unprotected.reduce((sum, gap) => sum + Math.max(0, Math.min(to, gap.to) - Math.max(from, gap.from)), 0);
}
