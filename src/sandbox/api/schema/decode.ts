import { isMembers, type Members } from "../json.ts";
import { isFree, memberSchema, resolve, type Schema } from "./schema.ts";

/** A JSON value of the wrong type. The message is the one of Go's decoder, which clients know. */
export class DecodeError extends Error {}

export interface Decoded {
  readonly value: Members;
  /** Paths of the members that the schema does not know; they are left out of `value`. */
  readonly unknown: readonly string[];
}

/**
 * Reads an object by its schema: a fresh copy without nulls and without unknown members.
 * Throws a {@link DecodeError} at the first value of a wrong type.
 */
export function decode(schema: Schema, value: unknown): Decoded {
  const unknown: string[] = [];
  const root = resolve(schema);
  const copy = copyOf(root, value, { path: "", owner: root.typeName ?? "", unknown });
  return { value: isMembers(copy) ? copy : {}, unknown };
}

interface Place {
  readonly path: string;
  /** The struct that the place belongs to. */
  readonly owner: string;
  readonly unknown: string[];
}

function copyOf(schema: Schema, value: unknown, place: Place): unknown {
  if (isFree(schema) || schema.oneOf || (schema.type === undefined && !schema.properties))
    return checkedUnion(schema, value, place);
  if (schema.type === "array") return copyList(schema, value, place);
  if (schema.type === "object" || schema.properties) return copyMembers(schema, value, place);
  const wanted = schema.type;
  const right = wanted === "integer" ? Number.isInteger(value) : typeof value === wanted;
  if (!right) throw mismatch(schema, value, place);
  if (schema.format === "byte") requireBase64(String(value));
  return value;
}

function checkedUnion(schema: Schema, value: unknown, place: Place): unknown {
  if (schema.format === "int-or-string" && typeof value !== "string" && !Number.isInteger(value)) {
    throw mismatch(schema, value, place);
  }
  if (schema.typeName === "Quantity" && !QUANTITY.test(String(value))) {
    throw new DecodeError(`quantities must match the regular expression '${QUANTITY_RULE}'`);
  }
  return structuredClone(value);
}

const QUANTITY_RULE = "^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$";
/** The same rule, written so that no text takes it long. */
const QUANTITY = /^[+-]?[0-9.]+(?:[eEinumkKMGTP]+[-+]?[0-9]*|[-+][0-9]*)?$/;

/** Bytes stand in base64 with its padding; line ends between are let pass, as Go's decoder does. */
function requireBase64(text: string): void {
  const bare = text.replaceAll(/[\r\n]/g, "");
  const good = /^[A-Za-z0-9+/]*={0,2}$/.exec(bare) !== null && bare.length % 4 === 0;
  if (good) return;
  const at = Math.max(0, bare.search(/[^A-Za-z0-9+/]/));
  throw new DecodeError(`illegal base64 data at input byte ${at}`);
}

function copyList(schema: Schema, value: unknown, place: Place): unknown[] {
  if (!Array.isArray(value)) throw mismatch(schema, value, place);
  const item = resolve(schema.items ?? {});
  return value.map((entry, index) => copyOf(item, entry, { ...place, path: `${place.path}[${index}]` }));
}

function copyMembers(schema: Schema, value: unknown, place: Place): Members {
  if (!isMembers(value)) throw mismatch(schema, value, place);
  const copy: Members = {};
  for (const [name, member] of Object.entries(value)) {
    const path = place.path === "" ? name : `${place.path}.${name}`;
    const known = memberSchema(schema, name);
    if (!known) place.unknown.push(path);
    else if (member !== null && member !== undefined) {
      copy[name] = copyOf(known, member, { path, owner: schema.typeName ?? place.owner, unknown: place.unknown });
    }
  }
  return copy;
}

function mismatch(schema: Schema, value: unknown, { path, owner }: Place): DecodeError {
  const found = Array.isArray(value)
    ? "array"
    : isMembers(value)
      ? "object"
      : typeof value === "boolean"
        ? "bool"
        : typeof value;
  const field = path.replaceAll(/\[\d+\]/g, "");
  return new DecodeError(
    `json: cannot unmarshal ${found} into Go struct field ${owner}.${field} of type ${goType(schema)}`,
  );
}

function goType(schema: Schema): string {
  if (schema.type === "array") return `[]${goType(resolve(schema.items ?? {}))}`;
  if (schema.type === "boolean") return "bool";
  if (schema.type === "integer") return schema.format ?? "int64";
  if (schema.type === "string" && schema.typeName === undefined) return "string";
  return schema.typeName === undefined ? "map[string]string" : `v1.${schema.typeName}`;
}
