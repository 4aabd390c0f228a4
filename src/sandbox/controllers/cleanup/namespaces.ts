import type { Disposable } from "../../../base/dispose.ts";
import type { KubeObject } from "../../../core/rollout/objects.ts";
import { EVENTS, NAMESPACES } from "../resources.ts";
import type { World } from "../world.ts";

/** Holds a namespace in the API until everything in it is gone. */
const NAMESPACE_FINALIZER = "kubernetes";

/** Empties namespaces that are deleted, and lets them go when they are empty. */
export function startNamespaces(world: World): Disposable {
  const emptying = new Set<string>();
  const queue = world.loop.queue((name) => {
    if (empty(world, name)) emptying.delete(name);
  });
  return world.store.onChange(({ type, resource, object }) => {
    const { name, namespace = "" } = object.metadata;
    if (resource === NAMESPACES && (type === "DELETED" || isLeaving(object))) {
      emptying.add(name);
      queue.add(name);
    } else if (type === "DELETED" && emptying.has(namespace)) queue.add(namespace);
  });
}

function isLeaving(namespace: KubeObject): boolean {
  return namespace.metadata.deletionTimestamp !== undefined;
}

/** Deletes what the namespace holds. Returns whether nothing is left of it. */
function empty(world: World, name: string): boolean {
  const namespace = world.store.get(NAMESPACES, "", name);
  if (namespace !== undefined && !isLeaving(namespace)) return true;
  if (namespace !== undefined) showTerminating(world, namespace);
  for (const place of world.owned.inNamespace(name)) {
    const object = world.store.get(place.resource, name, place.name);
    if (object !== undefined && object.metadata.deletionTimestamp === undefined) {
      world.store.remove(place.resource, name, place.name);
    }
  }
  if (world.owned.inNamespace(name).length > 0) return false;
  for (const { metadata } of world.store.list(EVENTS, name)) world.store.remove(EVENTS, name, metadata.name);
  if (world.store.get(NAMESPACES, "", name) !== undefined) release(world, name);
  return true;
}

function showTerminating(world: World, { metadata }: KubeObject): void {
  world.store.updateStatus(NAMESPACES, "", metadata.name, (current) => ({
    ...current,
    status: { ...(current.status as object | undefined), phase: "Terminating" },
  }));
}

function release(world: World, name: string): void {
  world.store.update(NAMESPACES, "", name, (current) => {
    const { finalizers = [], ...metadata } = current.metadata;
    const left = finalizers.filter((finalizer) => finalizer !== NAMESPACE_FINALIZER);
    return { ...current, metadata: left.length === 0 ? metadata : { ...metadata, finalizers: left } };
  });
}
