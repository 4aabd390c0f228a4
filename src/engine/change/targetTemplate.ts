import type { Action } from "../../core/graph/graph.ts";
import type { Cluster } from "../../core/rollout/cluster.ts";
import type { PodTemplate } from "../../core/rollout/objects.ts";
import { restartedAt } from "../../core/rollout/operations.ts";
import { restoreTemplate } from "./history.ts";
import { withImages } from "./setImages.ts";
import type { Changeable } from "./workloads.ts";

type TemplateAction = Exclude<Action, { type: "scale" }>;

/** What an action makes of a workload's template. Rejects with `ContainerMissing` or `RevisionGone`. */
export async function targetTemplate(cluster: Cluster, read: Changeable, action: TemplateAction): Promise<PodTemplate> {
  if (action.type === "set-image") return withImages(read.spec.template, action.images);
  if (action.type === "restart") return restartedAt(read.spec.template, action.at);
  return restoreTemplate(cluster, read, action.to);
}
