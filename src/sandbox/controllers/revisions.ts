import { canonicalJson } from "../../base/hash.ts";
import { reasonOf } from "../../base/result.ts";
import type { ControllerRevision, KubeObject, PodTemplate } from "../../core/rollout/objects.ts";
import { claim } from "./claim.ts";
import { controllerRef } from "./newPod.ts";
import { CONTROLLER_REVISIONS } from "./resources.ts";
import { templateHash } from "./templateHash.ts";
import type { World } from "./world.ts";

/** The pod label that names the revision a StatefulSet's or DaemonSet's pod was made from. */
export const REVISION_LABEL = "controller-revision-hash";

export interface Revisioned extends KubeObject {
  spec: { template: PodTemplate; revisionHistoryLimit?: number };
  status?: { collisionCount?: number };
}

/** The owner's revisions, oldest number first. */
export function revisionsOf(world: World, owner: Revisioned): ControllerRevision[] {
  const all = claim<ControllerRevision>(world, owner, CONTROLLER_REVISIONS);
  return all.toSorted((a, b) => a.revision - b.revision || (a.metadata.name < b.metadata.name ? -1 : 1));
}

/**
 * The revision of the owner's present template. One that was there before gets the next number when it is used again;
 * undefined when the name was taken by another template, which the caller counts as a collision.
 */
export function presentRevision(
  world: World,
  owner: Revisioned,
  known: readonly ControllerRevision[],
): ControllerRevision | undefined {
  const wanted = canonicalJson(owner.spec.template);
  const equal = known.findLast((revision) => canonicalJson(templateIn(revision)) === wanted);
  const latest = known.at(-1);
  if (equal !== undefined && equal === latest) return equal;
  const next = (latest?.revision ?? 0) + 1;
  return equal === undefined ? makeRevision(world, owner, next) : renumber(world, equal, next);
}

/** The template a revision keeps. */
export function templateIn(revision: ControllerRevision): PodTemplate {
  const { $patch: _patch, ...template } = (revision.data?.spec?.template ?? {}) as PodTemplate & { $patch?: string };
  return template;
}

/** The hash in a revision's name. */
export function hashOf(revision: ControllerRevision): string {
  return revision.metadata.labels?.[REVISION_LABEL] ?? revision.metadata.name;
}

/** Removes the oldest revisions beyond the limit, but none that is in use. */
export function dropRevisions(
  world: World,
  owner: Revisioned,
  known: readonly ControllerRevision[],
  inUse: (revision: ControllerRevision) => boolean,
): void {
  const spare = known.filter((revision) => !inUse(revision));
  const excess = spare.length - (owner.spec.revisionHistoryLimit ?? 10);
  for (const { metadata } of spare.slice(0, Math.max(0, excess))) {
    world.store.remove(CONTROLLER_REVISIONS, metadata.namespace ?? "", metadata.name);
  }
}

function renumber(world: World, revision: ControllerRevision, number: number): ControllerRevision {
  const { namespace = "", name } = revision.metadata;
  return world.store.update(CONTROLLER_REVISIONS, namespace, name, (current) => {
    const next: ControllerRevision = { ...(current as ControllerRevision), revision: number };
    return next;
  }) as ControllerRevision;
}

function makeRevision(world: World, owner: Revisioned, number: number): ControllerRevision | undefined {
  const { template } = owner.spec;
  const hash = templateHash(template, owner.status?.collisionCount);
  const revision: ControllerRevision = {
    apiVersion: "apps/v1",
    kind: "ControllerRevision",
    metadata: {
      name: `${owner.metadata.name}-${hash}`,
      namespace: owner.metadata.namespace ?? "",
      labels: { ...template.metadata?.labels, [REVISION_LABEL]: hash },
      annotations: { ...owner.metadata.annotations },
      ownerReferences: [controllerRef(owner)],
    },
    data: { spec: { template: { ...template, $patch: "replace" } as PodTemplate } },
    revision: number,
  };
  try {
    return world.store.create(CONTROLLER_REVISIONS, revision) as ControllerRevision;
  } catch (error) {
    if (reasonOf(error) === "AlreadyExists") return undefined;
    throw error;
  }
}
