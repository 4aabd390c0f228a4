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
  const { value, unknown } = decodeOrRefuse(kind, sent);
  const problems = unknown.map((path) => `unknown field "${path}"`);
  if (problems.length > 0 && fieldValidation === "Strict") throw strictRefusal(kind, sent, problems, origin);
  fillDefaults(kind, value);
  return {
    object: { kind: kind.kind, apiVersion: apiVersionOf(kind), ...value },
    warnings: fieldValidation === "Warn" ? problems : [],
  };
}

function checkType(kind: ServedKind, sent: Members): void {
  const { kind: sentKind, apiVersion } = sent;
  if (sentKind !== undefined && sentKind !== kind.kind) {
    throw badRequest(
      `${kind.kind} in version "${kind.version}" cannot be handled as a ${kind.kind}: the object is a ${textOf(sentKind)}`,
    );
  }
  if (apiVersion !== undefined && apiVersion !== apiVersionOf(kind)) {
    throw badRequest(
      `the API version in the data (${textOf(apiVersion)}) does not match the expected API version (${apiVersionOf(kind)})`,
    );
  }
}

function decodeOrRefuse(kind: ServedKind, sent: Members): ReturnType<typeof decode> {
  try {
    return decode(schemaNamed(kind.schema), sent);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    throw badRequest(`${kind.kind} in version "${kind.version}" cannot be handled as a ${kind.kind}: ${error.message}`);
  }
}

function strictRefusal(kind: ServedKind, sent: Members, problems: readonly string[], origin: Origin): StatusError {
  const why = `strict decoding error: ${problems.join(", ")}`;
  if (origin === "body")
    return badRequest(`${kind.kind} in version "${kind.version}" cannot be handled as a ${kind.kind}: ${why}`);
  const message = `Invalid value: ${JSON.stringify(JSON.stringify(sent))}: ${why}`;
  return invalid({ kind: "", group: "" }, "", [{ reason: "FieldValueInvalid", message, field: "patch" }]);
}

/** An applied configuration: only what the client wrote, in the schema's terms. Throws where a field is unknown. */
export function admitConfiguration(kind: ServedKind, sent: Members): Members {
  checkType(kind, sent);
  if (dig(sent, "metadata", "managedFields") !== undefined) throw badRequest("metadata.managedFields must be nil");
  const { value, unknown } = decodeOrRefuse(kind, sent);
  const [first] = unknown;
  if (first === undefined) return value;
  const { namespace, name } = isMembers(sent["metadata"]) ? sent["metadata"] : {};
  const place = namespace === undefined ? textOf(name) : `${textOf(namespace)}/${textOf(name)}`;
  const message = `failed to create typed patch object (${place}; ${apiVersionOf(kind)}, Kind=${kind.kind}): .${first}: field not declared in schema`;
  throw new StatusError(500, "", message);
}
