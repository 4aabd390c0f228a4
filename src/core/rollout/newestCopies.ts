import type { KubeObject } from "./objects.ts";
import { at, count, identityOf } from "./read.ts";

/**
 * Each object once, where it first stood: of copies with one name and uid, as a watch prints them one after the other,
 * the newest. Objects without a uid are left alone: files of two clusters have the same names.
 */
export function newestCopies(objects: readonly KubeObject[]): readonly KubeObject[] {
  const newest = new Map<string | symbol, KubeObject>();
  for (const object of objects) {
    const { kind, namespace, name, uid } = identityOf(object);
    const key = uid === undefined ? Symbol("no uid") : `${kind}/${namespace}/${name}/${uid}`;
    const known = newest.get(key);
    if (known === undefined || !isNewer(known, object)) newest.set(key, object);
  }
  return [...newest.values()];
}

/** By resource version, a number that only grows on every server in use. Without one the copy that comes later counts. */
function isNewer(one: KubeObject, other: KubeObject): boolean {
  const [a, b] = [one, other].map((object) => count(at(object, "metadata", "resourceVersion")));
  return a !== undefined && b !== undefined && a > b;
}
