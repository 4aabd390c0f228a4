import type { KubeObject } from "../../../core/rollout/objects.ts";
import type { Store } from "../../store/store.ts";
import type { Target } from "../http/target.ts";
import type { Members } from "../json.ts";
import type { ServedKind } from "../kinds.ts";
import { present } from "../read/present.ts";
import { notFound, type Status } from "../status.ts";
import type { DeleteOptions } from "./deleteOptions.ts";

/** Finalizers that the garbage collector and the namespace controller answer. */
const FINALIZERS: Readonly<Record<string, string>> = { Orphan: "orphan", Foreground: "foregroundDeletion" };

/** Deletes one object. Answers the object where it is still there (or was a pod), a success Status otherwise. */
export function removeObject(store: Store, target: Target, options: DeleteOptions): Members | Status {
  const { kind, namespace = "", name } = target;
  const object = store.get(kind.resource, namespace, name);
  if (!object) throw notFound(kind, name);
  if (options.dryRun) return kind.kind === "Pod" ? present(kind, object) : success(kind, object);
  const finalizer = kind.kind === "Namespace" ? "kubernetes" : FINALIZERS[options.propagationPolicy ?? ""];
  const { uid, resourceVersion } = options.preconditions ?? {};
  const preconditions = { ...(uid && { uid }), ...(resourceVersion && { resourceVersion }) };
  const grace = options.gracePeriodSeconds;
  if (finalizer !== undefined) {
    addFinalizer(store, kind, object, finalizer, resourceVersion ?? undefined);
    delete preconditions.resourceVersion;
  }
  store.remove(kind.resource, namespace, name, {
    ...preconditions,
    ...(typeof grace === "number" && { gracePeriodSeconds: grace }),
  });
  const left = store.get(kind.resource, namespace, name);
  if (left && kind.kind === "Namespace") return present(kind, showTerminating(store, kind, left));
  if (left?.metadata.uid === object.metadata.uid && left) return present(kind, left);
  return kind.kind === "Pod" ? present(kind, object) : success(kind, object);
}

function showTerminating(store: Store, kind: ServedKind, { metadata }: KubeObject): KubeObject {
  return store.updateStatus(kind.resource, "", metadata.name, (current) => ({
    ...current,
    status: { ...(current.status as object | undefined), phase: "Terminating" },
  }));
}

function addFinalizer(
  store: Store,
  kind: ServedKind,
  { metadata }: KubeObject,
  finalizer: string,
  version?: string,
): void {
  store.update(kind.resource, metadata.namespace ?? "", metadata.name, (current) => {
    const finalizers = [...(current.metadata.finalizers ?? []).filter((it) => it !== finalizer), finalizer];
    const asked = version === undefined ? {} : { resourceVersion: version };
    return { ...current, metadata: { ...current.metadata, ...asked, finalizers } };
  });
}

function success({ group, plural }: ServedKind, { metadata }: KubeObject): Status {
  const uid = metadata.uid === undefined ? {} : { uid: metadata.uid };
  return {
    kind: "Status",
    apiVersion: "v1",
    metadata: {},
    status: "Success",
    details: { name: metadata.name, ...(group && { group }), kind: plural, ...uid },
  };
}
