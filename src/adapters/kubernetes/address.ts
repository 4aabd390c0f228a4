import type { ListScope, RemoveOptions, WriteOptions } from "../../core/rollout/cluster.ts";
import type { Kind, ObjectRef } from "../../core/rollout/kinds.ts";

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** The API path of a kind's group and version: what the server says of the kinds in it. */
export function groupPath({ apiVersion }: Kind): string {
  return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}

/** The API path of a kind's collection: in a namespace, or everywhere. */
export function collectionPath(kind: Kind, namespace?: string): string {
  const scope = namespace === undefined || namespace === "" ? "" : `/namespaces/${encodeURIComponent(namespace)}`;
  return `${groupPath(kind)}${scope}/${kind.plural}`;
}

/** The API path of one object, or of one of its subresources. */
export function objectPath(ref: ObjectRef, subresource?: string): string {
  const path = `${collectionPath(ref.kind, ref.namespace)}/${encodeURIComponent(ref.name)}`;
  return subresource === undefined ? path : `${path}/${subresource}`;
}

/** A path with its query; undefined, empty and false members are left out. */
export function withQuery(path: string, query: Query): string {
  const set = Object.entries(query).flatMap(([key, value]) =>
    value === undefined || value === "" || value === false ? [] : [[key, String(value)] as [string, string]],
  );
  return set.length === 0 ? path : `${path}?${new URLSearchParams(set).toString()}`;
}

export function scopeQuery(scope: ListScope): Query {
  return { labelSelector: scope.labelSelector, fieldSelector: scope.fieldSelector };
}

/** The query of a create or patch. Objects we author are checked strictly, so that a misspelt field is refused. */
export function writeQuery(options: WriteOptions, strict: boolean, force = options.force): Query {
  return {
    dryRun: options.dryRun === true ? "All" : undefined,
    fieldManager: options.fieldManager ?? "tidegate",
    fieldValidation: strict ? "Strict" : undefined,
    force,
  };
}

/** Dependents go too, in the background; without this a Job would leave its pods behind. */
export function deleteOptions(options: RemoveOptions): object {
  const { uid, resourceVersion } = options;
  const preconditions = {
    ...(uid !== undefined && { uid }),
    ...(resourceVersion !== undefined && { resourceVersion }),
  };
  return {
    apiVersion: "v1",
    kind: "DeleteOptions",
    propagationPolicy: "Background",
    ...(Object.keys(preconditions).length > 0 && { preconditions }),
  };
}

/** `deployments in namespace shop`, `pods in all namespaces`. */
export function nameCollection(kind: Kind, namespace?: string): string {
  return `${kind.plural} in ${namespace === undefined || namespace === "" ? "all namespaces" : `namespace ${namespace}`}`;
}

/** `deployment web in namespace shop`. */
export function nameObject(ref: ObjectRef): string {
  const where = ref.namespace === undefined ? "" : ` in namespace ${ref.namespace}`;
  return `${ref.kind.kind} ${ref.name}${where}`;
}
