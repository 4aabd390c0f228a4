import { dig, isMembers, type Members, textOf } from "../json.ts";
import { apiVersionOf, type ServedKind } from "../kinds.ts";
import { fillDefaults } from "../rules/defaults.ts";
import { decode, DecodeError } from "../schema/decode.ts";
import { schemaNamed } from "../schema/schema.ts";
import { badRequest, invalid, StatusError } from "../status.ts";
import type { WriteOptions } from "./options.ts";

export interface Admitted {
  /** A fresh copy, with defaults filled in. */
  readonly object: Members;
  readonly warnings: readonly string[];
}

/** How a request came: unknown fields of a patch are refused in other words than those of a whole object. */
export type Origin = "body" | "patch";

/**
 * Reads what a client sent as an object of a kind and fills in its defaults. Unknown fields are dropped, warned of or
 * refused, as `fieldValidation` says.
 */
export function admit(
  kind: ServedKind,
  sent: Members,
  { fieldValidation }: Pick<WriteOptions, "fieldValidation">,
  origin: Origin,
): Admitted {
  checkType(kind, sent);
  const { value, unknown } = decodeOrRefuse(kind, sent, origin);
  const problems = unknown.map((path) => `unknown field "${path}"`);
  if (problems.length > 0 && fieldValidation === "Strict")
    throw refusal(kind, sent, `strict decoding error: ${problems.join(", ")}`, origin);
  fillDefaults(kind, value);
  return {
    object: { kind: kind.kind, apiVersion: apiVersionOf(kind), ...value },
    warnings: fieldValidation === "Warn" ? problems : [],
  };
}

function checkType(kind: ServedKind, sent: Members): void {
  const { kind: sentKind, apiVersion } = sent;
  if (sentKind !== undefined && sentKind !== kind.kind) {
    const [version = "", group = "v1"] = textOf(apiVersion).split("/").toReversed();
    const from = `${group === "v1" ? version : group}.${textOf(sentKind)}`;
    const why = `converting (${from}) to (${kind.group || kind.version}.${kind.kind}): unknown conversion`;
    throw badRequest(`${textOf(sentKind)} in version "${version}" cannot be handled as a ${kind.kind}: ${why}`);
  }
  if (apiVersion !== undefined && apiVersion !== apiVersionOf(kind)) {
    throw badRequest(
      `the API version in the data (${textOf(apiVersion)}) does not match the expected API version (${apiVersionOf(kind)})`,
    );
  }
}

function decodeOrRefuse(kind: ServedKind, sent: Members, origin: Origin): ReturnType<typeof decode> {
  try {
    return decode(schemaNamed(kind.schema), sent);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    throw refusal(kind, sent, error.message, origin);
  }
}

function refusal(kind: ServedKind, sent: Members, why: string, origin: Origin): StatusError {
  if (origin === "body")
    return badRequest(`${kind.kind} in version "${kind.version}" cannot be handled as a ${kind.kind}: ${why}`);
  const message = `Invalid value: ${JSON.stringify(JSON.stringify(sent))}: ${why}`;
  return invalid({ kind: "", group: "" }, "", [{ reason: "FieldValueInvalid", message, field: "patch" }]);
}

/** An applied configuration: only what the client wrote, in the schema's terms. Throws where a field is unknown. */
export function admitConfiguration(kind: ServedKind, sent: Members): Members {
  if (sent["kind"] !== kind.kind || sent["apiVersion"] !== apiVersionOf(kind)) {
    const [version = "", group = ""] = textOf(sent["apiVersion"]).split("/").toReversed();
    throw badRequest(`invalid object type: ${group}/${version}, Kind=${textOf(sent["kind"])}`);
  }
  if (dig(sent, "metadata", "managedFields") !== undefined) throw badRequest("metadata.managedFields must be nil");
  const { value, unknown } = decodeOrRefuse(kind, sent, "body");
  const [first] = unknown;
  if (first === undefined) return value;
  const { namespace, name } = isMembers(sent["metadata"]) ? sent["metadata"] : {};
  const place = `${textOf(namespace)}/${textOf(name)}`;
  const message = `failed to create typed patch object (${place}; ${apiVersionOf(kind)}, Kind=${kind.kind}): .${first}: field not declared in schema`;
  throw new StatusError(500, "", message);
}
