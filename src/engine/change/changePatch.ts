import { digest } from "../../base/hash.ts";
import { Fault } from "../../base/result.ts";
import type { Action } from "../../core/graph/graph.ts";
import type { Cluster, Patch } from "../../core/rollout/cluster.ts";
import { templateHash } from "../../core/rollout/template.ts";
import { targetTemplate } from "./targetTemplate.ts";
import { guardedPatch, templatePatch } from "./templatePatch.ts";
import type { Changeable } from "./workloads.ts";

/** The write of an action, on exactly the object that was read. Faults as of {@link targetTemplate}. */
export async function changePatch(
  cluster: Cluster,
  read: Changeable,
  action: Action,
  annotations: Record<string, string>,
): Promise<Patch> {
  if (action.type === "scale") {
    return guardedPatch(read, { op: "add", path: "/spec/replicas", value: action.to }, annotations);
  }
  return templatePatch(read, await targetTemplate(cluster, read, action), annotations);
}

/** What an action changes of a workload, hashed: its template, or for a scaling the number of its pods. */
export function changedPartHash(action: Action, object: Changeable): string {
  return action.type === "scale" ? digest({ replicas: replicasOf(object) }) : templateHash(object.spec.template);
}

/** Refuses a scaling that would not begin where it was planned to begin: `ChangedByOthers`. */
export function refuseOtherScale(action: Action, read: Changeable): void {
  if (action.type !== "scale" || replicasOf(read) === action.from) return;
  const message = `${action.workload.name} has ${replicasOf(read)} pods, not ${action.from} as planned. Plan again.`;
  throw new Fault("ChangedByOthers", message);
}

/** Pods that a workload wants; a DaemonSet has as many as there are nodes. */
export function replicasOf({ spec }: Changeable): number {
  return "replicas" in spec ? (spec.replicas ?? 1) : 1;
}
