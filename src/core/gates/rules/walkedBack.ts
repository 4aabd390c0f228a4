import { digest } from "../../../base/hash.ts";
import { isEmbeddedServer } from "../../embeddedServer.ts";
import type { Graph } from "../../graph/graph.ts";
import { nodeOf } from "../../graph/walk.ts";
import type { RunState } from "../../run/state.ts";

/** A run that is over. */
export type EndedRun = RunState & { readonly ended: NonNullable<RunState["ended"]> };

/** What is about to be changed, and what was done before. */
export interface WayBackRuns {
  readonly application: string;
  readonly graph: Graph;
  /** Runs of this workspace that are known to be this user's. */
  readonly runs: readonly RunState[];
}

/** Runs that went back the way that this graph would: the same workloads in the same order. The newest first. */
export function walkedBack({ application, graph, runs }: WayBackRuns): readonly EndedRun[] {
  const shape = shapeOf(graph);
  return runs
    .filter((run): run is EndedRun => run.ended !== undefined && wentBack(run))
    .filter((run) => run.release.application === application && shapeOf(run.graph) === shape)
    .toSorted((a, b) => b.ended.at - a.ended.at);
}

/**
 * Whether every runner of a run was told by the cluster's server itself that it is the embedded one. A run of which
 * that is not written down counts as one against a real cluster, whatever its context is called.
 */
export function wasEmbedded({ servers }: RunState): boolean {
  return servers.length > 0 && servers.every((version) => version !== undefined && isEmbeddedServer(version));
}

/** What is changed and watched, and where it goes back: without times, images, gates and approvals. */
export function shapeOf({ nodes }: Graph): string {
  const steps = nodes.flatMap((node): unknown[] => {
    if (node.kind === "action") return [[node.id, node.action.type, node.action.workload, node.back === true]];
    return node.kind === "hold" ? [[node.id, node.until, node.workloads, node.back === true]] : [];
  });
  return digest(steps);
}

/** Whether a run restored something. */
function wentBack({ graph, intents }: RunState): boolean {
  return intents.some((intent) => {
    const node = nodeOf(graph, intent.node);
    return node?.kind === "action" && node.back === true;
  });
}
