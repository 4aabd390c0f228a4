import type { KubeObject, LabelSelector } from "../../core/rollout/objects.ts";
import { controllerRef } from "./newPod.ts";
import { controllerOf } from "./ownerIndex.ts";
import { selects } from "./selector.ts";
import type { World } from "./world.ts";

/**
 * What belongs to an owner: its own children that still match its selector, and orphans that do. A child that
 * stopped matching is let go, a matching orphan is adopted (client-go's `ControllerRefManager`).
 */
export function claim<T extends KubeObject>(world: World, owner: KubeObject, resource: string): T[] {
  const { selector } = owner.spec as { selector?: LabelSelector };
  const uid = owner.metadata.uid ?? "";
  const claimed: KubeObject[] = [];
  for (const child of world.owned.dependents(resource, uid)) {
    if (controllerOf(child)?.uid !== uid) continue;
    if (selects(selector, child.metadata.labels)) claimed.push(child);
    else if (owner.metadata.deletionTimestamp === undefined) release(world, resource, child, uid);
  }
  for (const orphan of world.owned.orphans(resource, owner.metadata.namespace ?? "")) {
    if (owner.metadata.deletionTimestamp !== undefined || orphan.metadata.deletionTimestamp !== undefined) continue;
    if (selects(selector, orphan.metadata.labels)) claimed.push(adopt(world, resource, orphan, owner));
  }
  return claimed as T[];
}

function adopt(world: World, resource: string, orphan: KubeObject, owner: KubeObject): KubeObject {
  const { namespace = "", name, ownerReferences = [] } = orphan.metadata;
  return world.store.update(resource, namespace, name, (current) => ({
    ...current,
    metadata: { ...current.metadata, ownerReferences: [...ownerReferences, controllerRef(owner)] },
  }));
}

function release(world: World, resource: string, child: KubeObject, ownerUid: string): void {
  const { namespace = "", name } = child.metadata;
  world.store.update(resource, namespace, name, (current) => {
    const { ownerReferences = [], ...metadata } = current.metadata;
    const left = ownerReferences.filter((owner) => owner.uid !== ownerUid);
    return { ...current, metadata: left.length === 0 ? metadata : { ...metadata, ownerReferences: left } };
  });
}
