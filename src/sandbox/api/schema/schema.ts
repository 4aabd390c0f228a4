import { isMembers } from "../json.ts";
import document from "./kubernetes.json" with { type: "json" };

/** The part of an OpenAPI v3 schema that Kubernetes uses. */
export interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string;
  readonly format?: string;
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly "x-kubernetes-list-type"?: "map" | "set" | "atomic";
  readonly "x-kubernetes-list-map-keys"?: readonly string[];
  readonly "x-kubernetes-map-type"?: "atomic" | "granular";
  readonly "x-kubernetes-patch-strategy"?: string;
  readonly "x-kubernetes-patch-merge-key"?: string;
  /** The Go type's name, set when a reference is followed. */
  readonly typeName?: string;
}

/** Every schema by its full name, as Kubernetes' own documents spell them (v1.36.3; Apache-2.0). */
export const SCHEMAS = document as unknown as Readonly<Record<string, Schema>>;

const PREFIX = "#/components/schemas/";
const resolved = new WeakMap<Schema, Schema>();

/** Follows references; what stands beside a reference wins over what it leads to. */
export function resolve(schema: Schema): Schema {
  const known = resolved.get(schema);
  if (known) return known;
  const target = schema.$ref ?? schema.allOf?.[0]?.$ref;
  const found = target === undefined ? schema : follow(target, schema);
  resolved.set(schema, found);
  return found;
}

function follow(reference: string, outer: Schema): Schema {
  const name = reference.slice(PREFIX.length);
  const { $ref: _reference, allOf: _all, ...beside } = outer;
  return { ...resolve(schemaNamed(name)), ...beside, typeName: name.slice(name.lastIndexOf(".") + 1) };
}

export function schemaNamed(name: string): Schema {
  return SCHEMAS[name] ?? {};
}

/** What stands under a name in an object of this schema: a struct's field or a map's value; undefined where unknown. */
export function memberSchema(schema: Schema, name: string): Schema | undefined {
  const member = schema.properties?.[name] ?? schema.additionalProperties;
  return member && resolve(member);
}

/** A schema that says nothing about its content, such as a ControllerRevision's `data`. */
export function isFree(schema: Schema): boolean {
  return schema.type === "object" && !schema.properties && !schema.additionalProperties;
}

/** How field ownership sees a value: as one leaf, as named members, or as a list of items of their own. */
export function structureOf(schema: Schema, value: unknown): "leaf" | "members" | "keyed" | "set" {
  if (isMembers(value)) {
    return isFree(schema) || schema["x-kubernetes-map-type"] === "atomic" ? "leaf" : "members";
  }
  if (!Array.isArray(value)) return "leaf";
  const type = schema["x-kubernetes-list-type"];
  return type === "map" ? "keyed" : type === "set" ? "set" : "leaf";
}
