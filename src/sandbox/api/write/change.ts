import { isNewGeneration } from "../../store/generation.ts";
import type { KubeObject } from "../../../core/rollout/objects.ts";
import type { Target } from "../http/target.ts";
import { type Members, membersOf, textOf } from "../json.ts";
import { apiVersionOf } from "../kinds.ts";
import { ownersAfterUpdate, type Writer } from "../ownership/ownership.ts";
import { present } from "../read/present.ts";
import { wrong } from "../rules/causes.ts";
import { validate, validateChange } from "../rules/validate.ts";
import { schemaNamed } from "../schema/schema.ts";
import { badRequest, conflict, invalid, notFound } from "../status.ts";
import { admit, type Origin } from "./admit.ts";
import { keepGiven } from "./birth.ts";
import type { WriteOptions } from "./options.ts";
import { requireRoom, stampOf, type Written, type WriteParts } from "./parts.ts";

/** A change of an existing object. `owners`, where given, replaces the bookkeeping of a plain update. */
export interface ObjectChange {
  readonly change: (current: Members) => Members;
  readonly origin: Origin;
  /** The change carries its owners in `metadata.managedFields` already. */
  readonly carriesOwners?: boolean;
  /** The name of the subresource that ownership is booked under. */
  readonly bookedUnder?: string;
}

/** Changes an object, or its status where the target says so. All checks of a write are made here, in one place. */
export function changeObject(parts: WriteParts, target: Target, wish: ObjectChange, options: WriteOptions): Written {
  const { kind, namespace = "", name } = target;
  let warnings: readonly string[] = [];
  const next = (stored: KubeObject): KubeObject => {
    const current = present(kind, stored);
    const wanted = wish.change(current);
    checkIdentity(target, stored, wanted, wish.origin);
    const admitted = admit(kind, wanted, options, wish.origin);
    warnings = admitted.warnings;
    const object =
      target.subresource === "status" ? statusOnly(current, admitted.object) : specOnly(current, admitted.object);
    if (target.subresource !== "status") keepGiven(kind, current, object);
    refuseInvalid(target, current, object);
    const owned = withOwners(parts, target, current, object, wish, options);
    requireRoom(owned);
    return owned as unknown as KubeObject;
  };
  if (options.dryRun) return { object: preview(parts, target, next), warnings, created: false };
  const stored =
    target.subresource === "status"
      ? parts.store.updateStatus(kind.resource, namespace, name, next)
      : parts.store.update(kind.resource, namespace, name, next);
  return { object: present(kind, stored), warnings, created: false };
}

function checkIdentity({ kind, namespace, name }: Target, stored: KubeObject, wanted: Members, origin: Origin): void {
  const metadata = membersOf(wanted["metadata"]);
  const given = textOf(metadata["name"]);
  if (given !== name) {
    throw badRequest(`the name of the object (${given}) does not match the name on the URL (${name})`);
  }
  if (kind.namespaced && (metadata["namespace"] ?? namespace) !== namespace) {
    throw badRequest("the namespace of the object does not match the namespace on the URL");
  }
  const uid = metadata["uid"];
  if (uid === undefined || uid === stored.metadata.uid) return;
  if (origin === "patch") throw invalid(kind, name, [wrong("metadata.uid", uid, "field is immutable")]);
  const why = `Precondition failed: UID in precondition: ${textOf(uid)}, UID in object meta: ${stored.metadata.uid}`;
  throw conflict(kind, name, why);
}

function statusOnly(current: Members, wanted: Members): Members {
  const { resourceVersion, managedFields } = membersOf(wanted["metadata"]);
  const metadata = { ...membersOf(current["metadata"]), resourceVersion, managedFields };
  return { ...current, metadata, status: wanted["status"] };
}

function specOnly(current: Members, { status: _status, ...wanted }: Members): Members {
  return current["status"] === undefined ? wanted : { ...wanted, status: current["status"] };
}

function refuseInvalid({ kind, name, subresource }: Target, before: Members, after: Members): void {
  if (subresource === "status") return;
  const causes = [...validate(kind, after), ...validateChange(kind, before, after)];
  if (causes.length > 0) throw invalid(kind, name, causes);
}

function withOwners(
  parts: WriteParts,
  target: Target,
  before: Members,
  after: Members,
  wish: ObjectChange,
  options: WriteOptions,
): Members {
  if (wish.carriesOwners) return after;
  const metadata = membersOf(after["metadata"]);
  const writer: Writer = {
    manager: options.fieldManager,
    operation: "Update",
    apiVersion: apiVersionOf(target.kind),
    subresource: wish.bookedUnder ?? target.subresource,
    time: stampOf(parts.clock),
  };
  const { managedFields: _sent, ...rest } = metadata;
  const managedFields = ownersAfterUpdate(schemaNamed(target.kind.schema), before, after, writer);
  return { ...after, metadata: { ...rest, ...(managedFields.length > 0 && { managedFields }) } };
}

/** What a dry run answers: the object as it would be stored. */
function preview(parts: WriteParts, target: Target, next: (stored: KubeObject) => KubeObject): Members {
  const { kind, namespace = "", name } = target;
  const stored = parts.store.get(kind.resource, namespace, name);
  if (!stored) throw notFound(kind, name);
  const object = next(stored);
  const { resourceVersion: asked } = object.metadata;
  if (asked && asked !== stored.metadata.resourceVersion) {
    throw conflict(
      kind,
      name,
      "the object has been modified; please apply your changes to the latest version and try again",
    );
  }
  const { uid, creationTimestamp, generation, resourceVersion } = stored.metadata;
  const bump = isNewGeneration(kind.resource, stored, object) ? 1 : 0;
  const kept = {
    uid,
    creationTimestamp,
    resourceVersion,
    ...(generation !== undefined && { generation: generation + bump }),
  };
  return present(kind, { ...object, metadata: { ...object.metadata, ...kept } as KubeObject["metadata"] });
}
