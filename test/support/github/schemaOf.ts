/** A schema as OpenAPI 3.0 or JSON schema writes it. */
export type Schema = Readonly<Record<string, unknown>>;

/** Where a part of the description is found once it is known to the validator. */
export function addressOf(reference: string): string {
  return `github:/${reference.replace(/^#\//u, "")}`;
}

/**
 * A schema of OpenAPI 3.0 as JSON schema: `nullable` becomes a type. Objects are closed: the description lets through
 * whatever it does not name, and a field that is written wrong would pass.
 */
export function schemaOf(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(schemaOf);
  if (schema === null || typeof schema !== "object") return schema;
  const { nullable, discriminator: _told, default: _none, properties, ...rest } = schema as Schema;
  if (typeof rest["$ref"] === "string") return { $ref: addressOf(rest["$ref"]) };
  const made: Record<string, unknown> = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, key === "enum" ? value : schemaOf(value)]),
  );
  if (properties !== undefined) {
    const named = Object.entries(properties as Schema).map(([name, one]) => [name, schemaOf(one)]);
    made["properties"] = Object.fromEntries(named);
    made["additionalProperties"] ??= false;
  }
  return nullable === true ? orNull(made) : made;
}

function orNull(schema: Schema): unknown {
  if (typeof schema["type"] !== "string") return { anyOf: [schema, { type: "null" }] };
  const values = schema["enum"];
  return {
    ...schema,
    type: [schema["type"], "null"],
    ...(Array.isArray(values) && { enum: [...new Set([...values, null])] }),
  };
}
