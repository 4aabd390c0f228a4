import type { Pod, ReplicaSet } from "./objects.ts";
import { belongsTo, controllerOf, sameObject, withoutReplicaSet } from "./owners.ts";
import { at, bag, count, identityOf, text } from "./read.ts";
import { runsImagesOf, sameTemplate } from "./template.ts";

/** Annotation in which the Deployment controller keeps a ReplicaSet's and its own revision number. */
export const REVISION_ANNOTATION = "deployment.kubernetes.io/revision";
/** Annotation in which the DaemonSet controller counts its templates; pods carry the number in a label. */
export const TEMPLATE_GENERATION_ANNOTATION = "deprecated.daemonset.template.generation";

/** What stands beside a workload: may be everything of the namespace, what is not the workload's is left out. */
export interface Related {
  readonly replicaSets?: readonly ReplicaSet[];
  readonly pods?: readonly Pod[];
}

/** A revision number from an annotation or label; absent where there is none. */
export function revisionNumber(object: unknown): number | undefined {
  return count(at(object, "metadata", "annotations", REVISION_ANNOTATION));
}

/** The ReplicaSets of a Deployment, oldest first, their kind set, as lists leave it out. */
export function replicaSetsOf(deployment: unknown, replicaSets: readonly unknown[]): readonly ReplicaSet[] {
  const own = replicaSets.filter((replicaSet) => belongsTo(replicaSet, deployment));
  const named = own.map((replicaSet) => ({ ...bag(replicaSet), kind: "ReplicaSet" }) as ReplicaSet);
  return named.toSorted((a, b) => createdAt(a).localeCompare(createdAt(b)));
}

/**
 * The ReplicaSet that runs a Deployment's present template: the oldest with the same template, as hashes collide.
 * Where a recording was trimmed, the one with the Deployment's revision number, else the one with the highest.
 */
function newestReplicaSet(deployment: unknown, replicaSets: readonly unknown[]): ReplicaSet | undefined {
  const own = replicaSetsOf(deployment, replicaSets);
  const template = at(deployment, "spec", "template");
  const same = own.find((replicaSet) => sameTemplate(at(replicaSet, "spec", "template"), template));
  if (same !== undefined) return same;
  const revision = revisionNumber(deployment);
  if (revision !== undefined) return own.find((replicaSet) => revisionNumber(replicaSet) === revision);
  return own.toSorted((a, b) => (revisionNumber(b) ?? 0) - (revisionNumber(a) ?? 0)).at(0);
}

/** The pods of a Deployment, through its ReplicaSets or, where those are unknown, by its selector. */
export function podsOfDeployment(deployment: unknown, related: Related): readonly Pod[] {
  const own = replicaSetsOf(deployment, related.replicaSets ?? []);
  const pods = related.pods ?? [];
  if (own.length === 0) return pods.filter((pod) => belongsTo(withoutReplicaSet(pod), deployment));
  const byName = new Map(own.map((replicaSet) => [identityOf(replicaSet).name, replicaSet]));
  return pods.filter((pod) => {
    const controller = controllerOf(pod);
    if (controller === undefined) return own.some((replicaSet) => belongsTo(pod, replicaSet));
    const owner = byName.get(controller.name);
    return owner !== undefined && sameObject(controller, identityOf(owner));
  });
}

/** The pods of a Deployment's newest ReplicaSet. */
export function newestPodsOfDeployment(deployment: unknown, related: Related): readonly Pod[] {
  const newest = newestReplicaSet(deployment, related.replicaSets ?? []);
  if (newest !== undefined) return podsOf(newest, related);
  if (replicaSetsOf(deployment, related.replicaSets ?? []).length > 0) return [];
  return newestGroup(podsOfDeployment(deployment, related), deployment);
}

/** The pods that a StatefulSet, DaemonSet, Job or ReplicaSet controls. */
export function podsOf(owner: unknown, related: Related): readonly Pod[] {
  return (related.pods ?? []).filter((pod) => belongsTo(pod, owner));
}

/** Name of the revision of a StatefulSet or DaemonSet that a pod was made from. */
export function controllerRevisionOf(pod: unknown): string | undefined {
  return text(at(pod, "metadata", "labels", "controller-revision-hash"));
}

/** Without ReplicaSets: of the pods that run the template's images, those with the hash of the youngest. */
function newestGroup(pods: readonly Pod[], deployment: unknown): readonly Pod[] {
  const running = pods.filter((pod) => runsImagesOf(pod, at(deployment, "spec", "template")));
  const youngest = running.toSorted((a, b) => createdAt(b).localeCompare(createdAt(a))).at(0);
  return running.filter((pod) => hashOf(pod) === hashOf(youngest));
}

function hashOf(pod: unknown): string | undefined {
  return text(at(pod, "metadata", "labels", "pod-template-hash"));
}

function createdAt(object: unknown): string {
  return text(at(object, "metadata", "creationTimestamp")) ?? "";
}
