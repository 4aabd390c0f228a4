import { Fault } from "../../base/result.ts";
import type { RestorePoint } from "../../core/graph/graph.ts";
import type { Cluster } from "../../core/rollout/cluster.ts";
import { KINDS } from "../../core/rollout/kinds.ts";
import type { ControllerRevision, PodTemplate, ReplicaSet } from "../../core/rollout/objects.ts";
import { controllerHistory, deploymentHistory, findRevision, type Revision } from "../../core/rollout/revisions.ts";
import { revisionOfWorkload } from "../../core/rollout/pin.ts";
import { bareTemplate, imagesOf, templateHash } from "../../core/rollout/template.ts";
import type { Changeable } from "./workloads.ts";

/** The revisions of a workload that the cluster keeps, newest first. */
export async function readHistory(cluster: Cluster, workload: Changeable): Promise<readonly Revision[]> {
  const { namespace } = workload.metadata;
  const scope = namespace === undefined ? {} : { namespace };
  if (workload.kind === "Deployment") {
    return deploymentHistory(workload, await cluster.list<ReplicaSet>(KINDS.ReplicaSet, scope));
  }
  const revisions = await cluster.list<ControllerRevision>(KINDS.ControllerRevision, scope);
  return controllerHistory(workload, revisions);
}

/**
 * The template of an earlier revision. Rejects with `RevisionGone` where it is kept no more: nothing else would bring
 * back exactly what ran then.
 */
export async function restoreTemplate(cluster: Cluster, workload: Changeable, to: RestorePoint): Promise<PodTemplate> {
  if (templateHash(workload.spec.template) === to.templateHash) return bareTemplate(workload.spec.template);
  const wanted = { number: numberOf(to, workload), templateHash: to.templateHash };
  const found = findRevision(workload, await readHistory(cluster, workload), wanted);
  if (found.ok) return found.value.template;
  throw found.error;
}

/** A restore point names what its kind is counted by; a StatefulSet's is a name, of which the hash is what counts. */
function numberOf(to: RestorePoint, workload: Changeable): number {
  const number = Number(to.revision);
  if (Number.isSafeInteger(number) || to.templateHash !== "") return Number.isSafeInteger(number) ? number : 0;
  throw new Fault("RevisionGone", `Nothing is known of the revision of ${workload.metadata.name} to go back to.`);
}

/** The present revision of a workload as a place to come back to. */
export function pointOf(read: Changeable): RestorePoint {
  const { template } = read.spec;
  const revision = revisionOfWorkload(read) ?? "unknown";
  return { revision, templateHash: templateHash(template), images: imagesOf(template) };
}
