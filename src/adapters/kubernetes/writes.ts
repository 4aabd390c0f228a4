import type { Patch, RemoveOptions, WriteOptions } from "../../core/rollout/cluster.ts";
import type { Kind, ObjectRef } from "../../core/rollout/kinds.ts";
import type { KubeObject } from "../../core/rollout/objects.ts";
import { Fault } from "../../base/result.ts";
import { collectionPath, deleteOptions, nameObject, objectPath, withQuery, writeQuery } from "./address.ts";
import type { Rest } from "./rest.ts";
import { withoutManagedFields } from "./slim.ts";

const CONTENT_TYPES: Readonly<Record<Patch["type"], string>> = {
  json: "application/json-patch+json",
  merge: "application/merge-patch+json",
  strategic: "application/strategic-merge-patch+json",
  apply: "application/apply-patch+yaml",
};

export async function createObject<T extends KubeObject>(
  rest: Rest,
  kind: Kind,
  object: T,
  options: WriteOptions = {},
): Promise<T> {
  const { name, namespace } = object.metadata;
  const ref = { kind, name, ...(namespace !== undefined && { namespace }) };
  const created = await rest.json<T>({
    method: "POST",
    path: withQuery(collectionPath(kind, namespace), writeQuery(options, true, false)),
    doing: `create ${nameObject(ref)}`,
    body: { ...object, apiVersion: kind.apiVersion, kind: kind.kind },
    signal: options.signal,
  });
  return withoutManagedFields(created);
}

export async function patchObject<T extends KubeObject>(
  rest: Rest,
  ref: ObjectRef,
  patch: Patch,
  options: WriteOptions = {},
): Promise<T> {
  const apply = patch.type === "apply";
  const patched = await rest.json<T>({
    method: "PATCH",
    path: withQuery(objectPath(ref, options.subresource), writeQuery(options, apply, apply && options.force)),
    doing: `change ${nameObject(ref)}`,
    contentType: CONTENT_TYPES[patch.type],
    body: apply ? { apiVersion: ref.kind.apiVersion, kind: ref.kind.kind, ...patch.body } : patch.body,
    signal: options.signal,
  });
  return withoutManagedFields(patched);
}

export async function removeObject(rest: Rest, ref: ObjectRef, options: RemoveOptions = {}): Promise<void> {
  try {
    await rest.json({
      method: "DELETE",
      path: objectPath(ref),
      doing: `delete ${nameObject(ref)}`,
      body: deleteOptions(options),
      signal: options.signal,
    });
  } catch (error) {
    if (!(error instanceof Fault) || error.reason !== "NotFound") throw error;
  }
}
