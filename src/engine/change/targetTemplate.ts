import type { Action } from "../../core/graph/graph.ts";
import type { Cluster } from "../../core/rollout/cluster.ts";
import type { PodTemplate } from "../../core/rollout/objects.ts";
import { restoreTemplate } from "./history.ts";
import { withImages } from "./setImages.ts";
import type { Changeable } from "./workloads.ts";

/** What an action makes of a workload's template. Rejects with `ContainerMissing` or `RevisionGone`. */
export async function targetTemplate(cluster: Cluster, read: Changeable, action: Action): Promise<PodTemplate> {
  if (action.type === "set-image") return withImages(read.spec.template, action.images);
  return restoreTemplate(cluster, read, action.to);
}
