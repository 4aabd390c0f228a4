import type { KubeObject, OwnerReference } from "../../core/rollout/objects.ts";
import type { Change } from "../store/store.ts";
import { CONTROLLER_REVISIONS, EVENTS, PODS, REPLICA_SETS } from "./resources.ts";

/** Where an object is kept. */
export interface Place {
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
}

type Objects = Map<string, KubeObject>;

/** Kinds that a controller adopts when they match its selector and have no controller yet. */
const ADOPTABLE = new Set([PODS, REPLICA_SETS, CONTROLLER_REVISIONS]);

/** Who belongs to whom, kept up to date change by change, so that no reconciler reads whole lists. */
export class OwnerIndex {
  readonly #children = new Map<string, Map<string, Objects>>();
  readonly #orphans = new Map<string, Objects>();
  readonly #places = new Map<string, Place>();

  /** The objects of a resource that name the uid as their owner, oldest first. */
  dependents(resource: string, uid: string): KubeObject[] {
    return [...(this.#children.get(uid)?.get(resource)?.values() ?? [])];
  }

  /** Every object that names the uid as an owner. */
  allDependents(uid: string): { resource: string; object: KubeObject }[] {
    const rooms = [...(this.#children.get(uid) ?? [])];
    return rooms.flatMap(([resource, objects]) => [...objects.values()].map((object) => ({ resource, object })));
  }

  /** Objects of a namespace without a controller. */
  orphans(resource: string, namespace: string): KubeObject[] {
    return [...(this.#orphans.get(`${resource}/${namespace}`)?.values() ?? [])];
  }

  /** Where the object with this uid is; undefined once it is gone. */
  place(uid: string): Place | undefined {
    return this.#places.get(uid);
  }

  /** Everything in a namespace but events. */
  inNamespace(namespace: string): Place[] {
    return [...this.#places.values()].filter((place) => place.namespace === namespace);
  }

  apply({ type, resource, object, previous }: Pick<Change, "type" | "resource" | "object" | "previous">): void {
    if (resource === EVENTS) return;
    if (previous !== undefined) this.#drop(resource, previous, object);
    if (type === "DELETED") this.#forget(resource, object);
    else this.#put(resource, object);
  }

  #put(resource: string, object: KubeObject): void {
    const { uid = "", namespace = "", name } = object.metadata;
    if (!this.#places.has(uid)) this.#places.set(uid, { resource, namespace, name });
    for (const owner of object.metadata.ownerReferences ?? []) {
      const rooms = setDefault(this.#children, owner.uid, () => new Map<string, Objects>());
      setDefault(rooms, resource, () => new Map()).set(uid, object);
    }
    if (ADOPTABLE.has(resource) && controllerOf(object) === undefined) {
      setDefault(this.#orphans, `${resource}/${namespace}`, () => new Map()).set(uid, object);
    }
  }

  /** Takes a former version out of the rooms that the new one no longer belongs to. */
  #drop(resource: string, previous: KubeObject, next: KubeObject): void {
    if (previous.metadata.ownerReferences === next.metadata.ownerReferences && controllerOf(next)) return;
    this.#leave(resource, previous);
  }

  #leave(resource: string, object: KubeObject): void {
    const { uid = "", namespace = "" } = object.metadata;
    for (const owner of object.metadata.ownerReferences ?? []) {
      const rooms = this.#children.get(owner.uid);
      const objects = rooms?.get(resource);
      objects?.delete(uid);
      if (objects?.size === 0) rooms?.delete(resource);
      if (rooms?.size === 0) this.#children.delete(owner.uid);
    }
    this.#orphans.get(`${resource}/${namespace}`)?.delete(uid);
  }

  #forget(resource: string, object: KubeObject): void {
    this.#leave(resource, object);
    this.#places.delete(object.metadata.uid ?? "");
  }
}

/** The owner that manages the object, if any. */
export function controllerOf(object: KubeObject): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find((owner) => owner.controller === true);
}

function setDefault<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
