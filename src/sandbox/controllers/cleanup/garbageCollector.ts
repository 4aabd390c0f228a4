import type { Disposable } from "../../../base/dispose.ts";
import type { KubeObject, OwnerReference } from "../../../core/rollout/objects.ts";
import type { Change } from "../../store/store.ts";
import type { World } from "../world.ts";

const FOREGROUND = "foregroundDeletion";
const ORPHAN = "orphan";

/**
 * Follows owner references: what is left without an owner goes; an object deleted in the foreground waits for what
 * it owns; one deleted with `orphan` lets go of it first.
 */
export function startGarbageCollector(world: World): Disposable {
  const collect = world.loop.queue((uid) => collectDependents(world, uid));
  const hold = world.loop.queue((uid) => finalize(world, uid));
  return world.store.onChange((change) => {
    const { uid = "", finalizers = [], deletionTimestamp } = change.object.metadata;
    if (change.type === "DELETED") collect.add(uid);
    else if (deletionTimestamp !== undefined && finalizers.length > 0) hold.add(uid);
    if (change.type === "ADDED") for (const owner of absentOwners(world, change.object)) collect.add(owner.uid);
    for (const owner of waitingOwners(world, change)) hold.add(owner.uid);
  });
}

function absentOwners(world: World, object: KubeObject): OwnerReference[] {
  return (object.metadata.ownerReferences ?? []).filter(({ uid }) => world.owned.place(uid) === undefined);
}

/** Owners under deletion that may have waited for this one to go. */
function waitingOwners(world: World, { type, object }: Change): OwnerReference[] {
  if (type !== "DELETED") return [];
  return (object.metadata.ownerReferences ?? []).filter(({ uid }) => {
    const place = world.owned.place(uid);
    const owner = place && world.store.get(place.resource, place.namespace, place.name);
    return owner?.metadata.deletionTimestamp !== undefined;
  });
}

/** The owner is gone: its dependents go too, unless another owner of theirs is still there. */
function collectDependents(world: World, uid: string): void {
  if (world.owned.place(uid) !== undefined) return;
  for (const { resource, object } of world.owned.allDependents(uid)) {
    const owners = object.metadata.ownerReferences ?? [];
    const living = owners.filter((owner) => world.owned.place(owner.uid) !== undefined);
    if (living.length === 0) remove(world, resource, object);
    else dropOwners(world, resource, object, (owner) => living.includes(owner));
  }
}

function finalize(world: World, uid: string): void {
  const place = world.owned.place(uid);
  const owner = place && world.store.get(place.resource, place.namespace, place.name);
  const finalizers = owner?.metadata.finalizers ?? [];
  if (place === undefined || owner?.metadata.deletionTimestamp === undefined) return;
  if (finalizers.includes(ORPHAN)) {
    for (const { resource, object } of world.owned.allDependents(uid)) {
      dropOwners(world, resource, object, (reference) => reference.uid !== uid);
    }
    takeFinalizer(world, place.resource, owner, ORPHAN);
  } else if (finalizers.includes(FOREGROUND)) {
    const dependents = world.owned.allDependents(uid);
    for (const { resource, object } of dependents) {
      if (object.metadata.deletionTimestamp === undefined) removeInForeground(world, resource, object);
    }
    if (!world.owned.allDependents(uid).some(({ object }) => blocks(object, uid))) {
      takeFinalizer(world, place.resource, owner, FOREGROUND);
    }
  }
}

function blocks(object: KubeObject, uid: string): boolean {
  const references = object.metadata.ownerReferences as (OwnerReference & { blockOwnerDeletion?: boolean })[];
  return references.some((reference) => reference.uid === uid && reference.blockOwnerDeletion === true);
}

/** A dependent that owns something itself is deleted in the foreground as well. */
function removeInForeground(world: World, resource: string, object: KubeObject): void {
  const { namespace = "", name, uid = "", finalizers = [] } = object.metadata;
  if (world.owned.allDependents(uid).length > 0 && !finalizers.includes(FOREGROUND)) {
    world.store.update(resource, namespace, name, (current) => ({
      ...current,
      metadata: { ...current.metadata, finalizers: [...finalizers, FOREGROUND] },
    }));
  }
  remove(world, resource, object);
}

function remove(world: World, resource: string, object: KubeObject): void {
  const { namespace = "", name, uid = "" } = object.metadata;
  if (world.store.get(resource, namespace, name)?.metadata.uid !== uid) return;
  world.store.remove(resource, namespace, name, { uid });
}

function dropOwners(
  world: World,
  resource: string,
  object: KubeObject,
  keep: (owner: OwnerReference) => boolean,
): void {
  const { namespace = "", name } = object.metadata;
  world.store.update(resource, namespace, name, (current) => {
    const { ownerReferences = [], ...metadata } = current.metadata;
    const left = ownerReferences.filter(keep);
    return { ...current, metadata: left.length === 0 ? metadata : { ...metadata, ownerReferences: left } };
  });
}

function takeFinalizer(world: World, resource: string, object: KubeObject, finalizer: string): void {
  const { namespace = "", name } = object.metadata;
  world.store.update(resource, namespace, name, (current) => {
    const { finalizers = [], ...metadata } = current.metadata;
    const left = finalizers.filter((one) => one !== finalizer);
    return { ...current, metadata: left.length === 0 ? metadata : { ...metadata, finalizers: left } };
  });
}
