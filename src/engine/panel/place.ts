import type { Graph, GraphNode } from "../../core/graph/graph.ts";
import { edgeFor, reachable } from "../../core/graph/walk.ts";
import { next } from "../../core/run/next.ts";
import type { RunState, Step } from "../../core/run/state.ts";
import { visitOf } from "../../core/run/visits.ts";

/** Where a run is in its graph, worked out once for all of its nodes. */
export interface Place {
  readonly state: RunState;
  readonly now: number;
  /** The node the run is at; undefined before the first and once it has ended. */
  readonly here: string | undefined;
  /** Whether it stays there until a person does something. */
  readonly waits: boolean;
  /** The end node the run came to, once it has. */
  readonly end: string | undefined;
  /** Steps by node, in the order they were taken. */
  readonly steps: ReadonlyMap<string, readonly Step[]>;
  /** Nodes the run may still come to. */
  readonly ahead: ReadonlySet<string>;
}

/** `now` is in milliseconds since the epoch. */
export function placeOf(state: RunState, now: number): Place {
  const effect = next(state, now)[0];
  const { graph, node, ended, path, visits } = state;
  const entered = (one: GraphNode): boolean => one.kind === "end" && (visitOf(visits, one.id) ?? 0) > 0;
  return {
    state,
    now,
    here: node,
    waits: effect?.type === "wait",
    end: ended === undefined ? undefined : graph.nodes.find(entered)?.id,
    steps: Map.groupBy(path, (step) => step.node),
    ahead: ended === undefined ? aheadOf(state) : new Set(),
  };
}

/** From the place now over all edges; where a person may turn the run back, also from there. */
function aheadOf(state: RunState): ReadonlySet<string> {
  const { graph, node, left } = state;
  const onward = node === undefined || left === undefined ? undefined : edgeFor(graph, node, left)?.to;
  const roots = [onward ?? node ?? graph.start, ...turns(graph, state)];
  return reachable(graph.edges, roots);
}

function turns({ trouble, rollback, escalation, nodes }: Graph, { visits }: RunState): string[] {
  const goingBack = nodes.some((node) => node.back === true && (visitOf(visits, node.id) ?? 0) > 0);
  return goingBack ? [] : [trouble, rollback, escalation].filter((id) => id !== undefined);
}
