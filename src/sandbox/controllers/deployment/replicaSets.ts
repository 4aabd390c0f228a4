import { canonicalJson } from "../../../base/hash.ts";
import type { Deployment, PodTemplate, ReplicaSet } from "../../../core/rollout/objects.ts";
import { timeOf } from "../time.ts";
import { DESIRED_REPLICAS } from "./annotations.ts";
import { replicasOf } from "./bounds.ts";

export const TEMPLATE_HASH = "pod-template-hash";

/** A Deployment's ReplicaSets: the one of its present template, and all others. */
export interface ReplicaSets {
  readonly newest: ReplicaSet | undefined;
  readonly old: readonly ReplicaSet[];
}

export function allOf({ newest, old }: ReplicaSets): ReplicaSet[] {
  return newest === undefined ? [...old] : [...old, newest];
}

/** Finds the ReplicaSet whose template, without the hash label, is the Deployment's; the oldest where several match. */
export function findNewest(deployment: Deployment, all: readonly ReplicaSet[]): ReplicaSet | undefined {
  const wanted = templateText(deployment.spec.template);
  return all.toSorted(byAge).find((replicaSet) => templateText(replicaSet.spec.template) === wanted);
}

const texts = new WeakMap<PodTemplate, string>();

/** Templates are frozen in the store, so the text of each is made once. */
export function templateText(template: PodTemplate): string {
  const known = texts.get(template);
  if (known !== undefined) return known;
  const { [TEMPLATE_HASH]: _hash, ...labels } = template.metadata?.labels ?? {};
  const { creationTimestamp: _time, ...metadata } = { ...template.metadata, labels } as Record<string, unknown>;
  const text = canonicalJson({ ...template, metadata });
  if (Object.isFrozen(template)) texts.set(template, text);
  return text;
}

export function byAge(a: ReplicaSet, b: ReplicaSet): number {
  const ages = timeOf(a.metadata.creationTimestamp) - timeOf(b.metadata.creationTimestamp);
  return ages || (a.metadata.name < b.metadata.name ? -1 : 1);
}

export function sum(replicaSets: readonly ReplicaSet[], of: (replicaSet: ReplicaSet) => number): number {
  return replicaSets.reduce((total, replicaSet) => total + of(replicaSet), 0);
}

export function availableOf(replicaSet: ReplicaSet): number {
  return replicaSet.status?.availableReplicas ?? 0;
}

export function presentOf(replicaSet: ReplicaSet): number {
  return replicaSet.status?.replicas ?? 0;
}

/** Whether the Deployment's size was changed since one of its running ReplicaSets was last sized. */
export function isScalingEvent(deployment: Deployment, all: readonly ReplicaSet[]): boolean {
  return all.some((replicaSet) => {
    const desired = replicaSet.metadata.annotations?.[DESIRED_REPLICAS];
    return replicasOf(replicaSet) > 0 && desired !== undefined && Number(desired) !== replicasOf(deployment);
  });
}
