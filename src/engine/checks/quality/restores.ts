import type { Graph, RestorePoint, WorkloadRef } from "../../../core/graph/graph.ts";

/** What a plan goes back to if it must. */
export function restoresOf({ nodes }: Graph): readonly { readonly workload: WorkloadRef; readonly to: RestorePoint }[] {
  return nodes.flatMap((node) => {
    if (node.kind !== "action" || node.back !== true || node.action.type !== "restore") return [];
    const { workload, to } = node.action;
    return [{ workload, to }];
  });
}
