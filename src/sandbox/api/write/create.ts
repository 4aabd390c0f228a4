import type { KubeObject } from "../../../core/rollout/objects.ts";
import type { Target } from "../http/target.ts";
import { randomUUID } from "node:crypto";
import { dig, type Members, textOf } from "../json.ts";
import { apiVersionOf } from "../kinds.ts";
import { ownersAfterUpdate } from "../ownership/ownership.ts";
import { present } from "../read/present.ts";
import { draft } from "../rules/podDefaults.ts";
import { validate } from "../rules/validate.ts";
import { schemaNamed } from "../schema/schema.ts";
import { badRequest, forbidden, invalid, notFound, StatusError } from "../status.ts";
import { servedKind } from "../kinds.ts";
import { countsGenerations } from "../../store/generation.ts";
import { randomSuffix } from "../../store/memoryStore.ts";
import { admit } from "./admit.ts";
import { prepareBirth } from "./birth.ts";
import type { WriteOptions } from "./options.ts";
import { requireRoom, stampOf, type Written, type WriteParts } from "./parts.ts";

/** Makes a new object of what a client sent. */
export function createObject(parts: WriteParts, target: Target, sent: Members, options: WriteOptions): Written {
  const { kind } = target;
  const { object, warnings } = admit(kind, sent, options, "body");
  if (dig(object, "metadata", "resourceVersion")) {
    throw new StatusError(500, "", "resourceVersion should not be set on objects to be created");
  }
  // What the server itself decides below (addresses, labels of a Job) belongs to no manager.
  const owners = ownersAfterUpdate(schemaNamed(kind.schema), {}, object, {
    manager: options.fieldManager,
    operation: "Update",
    apiVersion: apiVersionOf(kind),
    subresource: "",
    time: stampOf(parts.clock),
  });
  settle(parts, target, object);
  return { object: store(parts, target, object, owners, options), warnings, created: true };
}

/** Makes a new object of an applied configuration, whose owners are known already. */
export function createApplied(
  parts: WriteParts,
  target: Target,
  object: Members,
  managedFields: Members[],
  options: WriteOptions,
): Written {
  settle(parts, target, object);
  return { object: store(parts, target, object, managedFields, options), warnings: [], created: true };
}

/** Name, namespace, first status and the kind's rules. */
function settle(parts: WriteParts, target: Target, object: Members): void {
  const { kind, namespace = "" } = target;
  const metadata = draft(object, "metadata");
  if (kind.namespaced) {
    metadata["namespace"] ??= namespace;
    if (metadata["namespace"] !== namespace) {
      throw badRequest("the namespace of the provided object does not match the namespace sent on the request");
    }
    requireNamespace(parts, target, textOf(metadata["name"]));
  } else delete metadata["namespace"];
  prepareBirth(kind, object);
  const generated = metadata["name"] ? undefined : textOf(metadata["generateName"]);
  const checked = generated ? { ...object, metadata: { ...metadata, name: `${generated}xxxxx` } } : object;
  const causes = validate(kind, checked);
  if (causes.length > 0) throw invalid(kind, textOf(metadata["name"]), causes);
}

function requireNamespace(parts: WriteParts, { kind, namespace = "" }: Target, name: string): void {
  const namespaces = servedKind("v1/namespaces");
  const home = parts.store.get("v1/namespaces", "", namespace);
  if (!home && namespaces) throw notFound(namespaces, namespace);
  if (home?.metadata.deletionTimestamp === undefined) return;
  const why = `unable to create new content in namespace ${namespace} because it is being terminated`;
  const message = `namespace ${namespace} is being terminated`;
  throw forbidden(kind, name, why, [{ reason: "NamespaceTerminating", message, field: "metadata.namespace" }]);
}

function store(
  parts: WriteParts,
  { kind }: Target,
  object: Members,
  managedFields: Members[],
  options: WriteOptions,
): Members {
  const owners = managedFields.length === 0 ? {} : { managedFields };
  const metadata = { ...(object["metadata"] as KubeObject["metadata"]), ...owners };
  const made = { ...object, metadata } as KubeObject;
  requireRoom(made);
  if (!options.dryRun) return present(kind, parts.store.create(kind.resource, made));
  const { namespace = "", name } = metadata;
  if (name && parts.store.get(kind.resource, namespace, name)) throw alreadyThere(kind.resource, name, object);
  const given: Members = {
    name: name || textOf(dig(object, "metadata", "generateName")) + randomSuffix(),
    uid: randomUUID(),
    creationTimestamp: stampOf(parts.clock),
    ...(countsGenerations(kind.resource) && { generation: 1 }),
  };
  return { ...object, metadata: { ...metadata, ...given } };
}

function alreadyThere(resource: string, name: string, object: Members): StatusError {
  const kind = servedKind(resource);
  const qualified = kind?.group ? `${kind.plural}.${kind.group}` : kind?.plural;
  const details = {
    name,
    ...(kind?.group && { group: kind.group }),
    kind: kind?.plural ?? textOf(dig(object, "kind")),
  };
  return new StatusError(409, "AlreadyExists", `${qualified} "${name}" already exists`, details);
}
