import * as z from "zod";
import { configSchema } from "./config.ts";

/** The JSON schema of `tidegate.yaml` as a person writes it: defaults are shown, durations are texts or numbers. */
export function jsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(configSchema, { io: "input", target: "draft-7", reused: "inline" });
  return {
    $schema,
    title: "tidegate.yaml",
    description: "Applications, their environments, and what a deployment to each needs.",
    ...schema,
  };
}

/** The keys that the mapping at a path of the file may have, in the schema's order. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  let schema: unknown = jsonSchema();
  for (const step of path) {
    const { properties, additionalProperties } = schema as Schema;
    schema = properties?.[String(step)] ?? additionalProperties ?? {};
  }
  return Object.keys((schema as Schema).properties ?? {});
}

interface Schema {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly additionalProperties?: unknown;
}
