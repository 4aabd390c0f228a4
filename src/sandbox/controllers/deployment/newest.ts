import { reasonOf } from "../../../base/result.ts";
import type { Condition, Deployment, ReplicaSet } from "../../../core/rollout/objects.ts";
import { findCondition, withCondition } from "../conditions.ts";
import { controllerRef } from "../newPod.ts";
import { controllerOf } from "../ownerIndex.ts";
import { DEPLOYMENTS, REPLICA_SETS } from "../resources.ts";
import { templateHash } from "../templateHash.ts";
import { kubeTime } from "../time.ts";
import type { World } from "../world.ts";
import { maxRevision, newestAnnotations, REVISION, revisionOf, sizeAnnotations } from "./annotations.ts";
import { recordScaling } from "./context.ts";
import { findNewest, TEMPLATE_HASH, templateText, type ReplicaSets } from "./replicaSets.ts";
import { newestSize } from "./rolling.ts";

/**
 * Sorts a Deployment's ReplicaSets into the newest and the old ones, and keeps revision numbers right on the newest
 * and on the Deployment. Makes the newest where there is none and `create` asks for it.
 */
export function syncRevision(
  world: World,
  deployment: Deployment,
  all: readonly ReplicaSet[],
  create: boolean,
): ReplicaSets {
  const found = findNewest(deployment, all);
  const old = all.filter((replicaSet) => replicaSet.metadata.uid !== found?.metadata.uid);
  const revision = maxRevision(old) + 1;
  if (found !== undefined) return { newest: keepNewest(world, deployment, found, revision), old };
  return { newest: create ? makeNewest(world, deployment, old, revision) : undefined, old };
}

function keepNewest(world: World, deployment: Deployment, found: ReplicaSet, revision: number): ReplicaSet {
  const { namespace = "", name } = found.metadata;
  const newest = world.store.update(REPLICA_SETS, namespace, name, (current) => {
    const spec = current.spec as ReplicaSet["spec"];
    const { minReadySeconds } = deployment.spec;
    return {
      ...current,
      metadata: {
        ...current.metadata,
        annotations: newestAnnotations(deployment, current.metadata.annotations ?? {}, revision),
      },
      spec:
        (spec.minReadySeconds ?? 0) === (minReadySeconds ?? 0)
          ? spec
          : { ...spec, minReadySeconds: minReadySeconds ?? 0 },
    };
  }) as ReplicaSet;
  noteRevision(world, deployment, revisionOf(newest));
  if (findCondition(deployment.status?.conditions, "Progressing") === undefined) {
    noteProgress(world, deployment, "FoundNewReplicaSet", `Found new replica set "${name}"`);
  }
  return newest;
}

function makeNewest(
  world: World,
  deployment: Deployment,
  old: readonly ReplicaSet[],
  revision: number,
): ReplicaSet | undefined {
  const wish = newReplicaSet(deployment, revision);
  const size = newestSize(deployment, [...old, wish], wish);
  wish.spec.replicas = size;
  const made = createOrFind(world, deployment, wish);
  if (made === undefined) return undefined;
  if (size > 0) recordScaling(world, deployment, made.metadata.name, 0, size);
  noteRevision(world, deployment, revision);
  noteProgress(world, deployment, "NewReplicaSetCreated", `Created new replica set "${made.metadata.name}"`);
  return made;
}

function newReplicaSet(deployment: Deployment, revision: number): ReplicaSet {
  const { template, selector, minReadySeconds } = deployment.spec;
  const hash = templateHash(templateText(template), deployment.status?.collisionCount);
  const label = { [TEMPLATE_HASH]: hash };
  const labels = { ...template.metadata?.labels, ...label };
  return {
    apiVersion: "apps/v1",
    kind: "ReplicaSet",
    metadata: {
      name: `${deployment.metadata.name}-${hash}`,
      namespace: deployment.metadata.namespace ?? "",
      labels,
      annotations: { ...newestAnnotations(deployment, {}, revision), ...sizeAnnotations(deployment) },
      ownerReferences: [controllerRef(deployment)],
    },
    spec: {
      replicas: 0,
      ...(minReadySeconds !== undefined && minReadySeconds > 0 && { minReadySeconds }),
      selector: { ...selector, matchLabels: { ...selector.matchLabels, ...label } },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
}

/** A name that is taken by another template is a collision of hashes: it is counted, which changes the next hash. */
function createOrFind(world: World, deployment: Deployment, wish: ReplicaSet): ReplicaSet | undefined {
  const { namespace = "", name } = wish.metadata;
  try {
    return world.store.create(REPLICA_SETS, { ...wish, status: { replicas: 0 } }) as ReplicaSet;
  } catch (error) {
    if (reasonOf(error) !== "AlreadyExists") throw error;
  }
  const existing = world.store.get(REPLICA_SETS, namespace, name) as ReplicaSet;
  const isOurs = controllerOf(existing)?.uid === deployment.metadata.uid;
  if (isOurs && templateText(existing.spec.template) === templateText(deployment.spec.template)) return existing;
  updateStatus(world, deployment, (status) => ({ ...status, collisionCount: (status.collisionCount ?? 0) + 1 }));
  return undefined;
}

function noteRevision(world: World, deployment: Deployment, revision: number): void {
  if (revisionOf(deployment) === revision) return;
  const { namespace = "", name } = deployment.metadata;
  world.store.updateStatus(DEPLOYMENTS, namespace, name, (current) => ({
    ...current,
    metadata: {
      ...current.metadata,
      annotations: { ...current.metadata.annotations, [REVISION]: String(revision) },
    },
  }));
}

function noteProgress(world: World, deployment: Deployment, reason: string, message: string): void {
  if (!hasDeadline(deployment)) return;
  setProgressing(world, deployment, { status: "True", reason, message });
}

/** A deadline of 2^31 - 1 seconds means none. */
export function hasDeadline(deployment: Deployment): boolean {
  return deployment.spec.progressDeadlineSeconds !== undefined && deployment.spec.progressDeadlineSeconds < 2 ** 31 - 1;
}

export function setProgressing(
  world: World,
  deployment: Deployment,
  condition: Pick<Condition, "status" | "reason" | "message">,
): void {
  const time = kubeTime(world.clock.now());
  updateStatus(world, deployment, (status) => ({
    ...status,
    conditions: withCondition(status.conditions ?? [], {
      type: "Progressing",
      ...condition,
      lastUpdateTime: time,
      lastTransitionTime: time,
    }),
  }));
}

type Status = NonNullable<Deployment["status"]>;

export function updateStatus(world: World, deployment: Deployment, change: (status: Status) => Status): void {
  const { namespace = "", name } = deployment.metadata;
  world.store.updateStatus(DEPLOYMENTS, namespace, name, (current) => ({
    ...current,
    status: change((current as Deployment).status ?? {}),
  }));
}
