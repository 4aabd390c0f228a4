import { mediaType, parseJson, parseObject, requireMediaType } from "../http/body.ts";
import type { Target } from "../http/target.ts";
import { isMembers, listOf, type Members, membersOf, textOf } from "../json.ts";
import { apiVersionOf } from "../kinds.ts";
import { applyConfiguration, type Writer } from "../ownership/ownership.ts";
import { jsonPatch } from "../patch/jsonPatch.ts";
import { mergePatch } from "../patch/mergePatch.ts";
import { strategicPatch } from "../patch/strategicPatch.ts";
import { fillDefaults } from "../rules/defaults.ts";
import { type Schema, schemaNamed } from "../schema/schema.ts";
import { badRequest, conflict } from "../status.ts";
import { admitConfiguration } from "./admit.ts";
import { changeObject } from "./change.ts";
import { createApplied } from "./create.ts";
import { checkPatchOptions, type WriteOptions } from "./options.ts";
import { stampOf, type Written, type WriteParts } from "./parts.ts";

const APPLY = "application/apply-patch+yaml";
const JSON_PATCH = "application/json-patch+json";
const MERGE = "application/merge-patch+json";
const STRATEGIC = "application/strategic-merge-patch+json";

/** A patch as it arrived. */
export interface PatchBody {
  readonly contentType: string | undefined;
  readonly bytes: Buffer;
}

/** Applies a patch of any of the four kinds; server-side apply makes the object where there is none. */
export function patchObject(
  parts: WriteParts,
  target: Target,
  body: PatchBody,
  query: URLSearchParams,
  options: WriteOptions,
): Written {
  const type = mediaType(body.contentType);
  requireMediaType(type, [JSON_PATCH, MERGE, STRATEGIC, APPLY]);
  checkPatchOptions(query, type === APPLY);
  if (type === APPLY) return applyObject(parts, target, body.bytes, options);
  const change = patcher(schemaNamed(target.kind.schema), body);
  return changeObject(parts, target, { change, origin: "patch" }, options);
}

/** A function that patches an object of a schema. */
export function patcher(schema: Schema, body: PatchBody): (current: Members) => Members {
  const type = mediaType(body.contentType);
  const patch = parseJson(body.bytes);
  if (type !== JSON_PATCH && !isMembers(patch)) throw badRequest("error decoding patch: the patch is no object");
  return (current) => {
    const patched =
      type === JSON_PATCH
        ? jsonPatch(current, patch)
        : type === MERGE
          ? mergePatch(current, patch)
          : strategicPatch(schema, current, patch);
    return membersOf(patched);
  };
}

function applyObject(parts: WriteParts, target: Target, bytes: Buffer, options: WriteOptions): Written {
  const { kind, namespace = "", name } = target;
  const applied = admitConfiguration(kind, parseObject(bytes, "yaml"));
  const metadata: Members = { name, ...(kind.namespaced && { namespace }), ...membersOf(applied["metadata"]) };
  if (metadata["name"] !== name) {
    throw badRequest(
      `the name of the object (${String(metadata["name"])}) does not match the name on the URL (${name})`,
    );
  }
  const configuration = { ...applied, metadata };
  const writer: Writer = {
    manager: options.fieldManager,
    operation: "Apply",
    apiVersion: apiVersionOf(kind),
    subresource: target.subresource,
    time: stampOf(parts.clock),
  };
  const merge = (current: Members): Members =>
    applyConfiguration(schemaNamed(kind.schema), current, configuration, writer, options.force);
  if (target.subresource === "" && !parts.store.get(kind.resource, namespace, name)) {
    const { uid } = membersOf(applied["metadata"]);
    if (uid !== undefined) {
      const why = `uid mismatch: the provided object specified uid ${textOf(uid)}, and no existing object was found`;
      throw conflict(kind, name, why);
    }
    const made = merge({});
    const { managedFields, ...rest } = membersOf(made["metadata"]);
    const object = structuredClone({ ...made, kind: kind.kind, apiVersion: apiVersionOf(kind), metadata: rest });
    fillDefaults(kind, object);
    return createApplied(parts, target, object, [...listOf(managedFields)], options);
  }
  return changeObject(parts, target, { change: merge, origin: "patch", carriesOwners: true }, options);
}
