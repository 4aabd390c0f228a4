import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import type { Connection } from "../controlPlane/connection.ts";
import { request } from "../controlPlane/request.ts";

const definitions = z.object({ definitions: z.record(z.string(), z.record(z.string(), z.unknown())) });
const gvks = z.array(z.object({ group: z.string(), version: z.string(), kind: z.string() }));

const KINDS_KEY = "x-kubernetes-group-version-kind";

/**
 * Writes the API server's own description as JSON schemas, one a kind, the way kubeconform looks them up, with
 * `additionalProperties: false` wherever fields are named. Gives the pattern of their places.
 */
export async function writeKubeSchemas(connection: Connection, folder: string): Promise<string> {
  const { body } = await request(connection, "/openapi/v2");
  const all = definitions.parse(JSON.parse(body)).definitions;
  await mkdir(folder, { recursive: true });
  for (const [name, schema] of Object.entries(all)) {
    for (const { group, version, kind } of gvks.safeParse(schema[KINDS_KEY]).data ?? []) {
      const file = [kind, ...(group === "" ? [] : [group.split(".")[0]]), version].join("-").toLowerCase();
      const whole = { $ref: `#/definitions/${name}`, definitions: reachable(all, name) };
      await writeFile(path.join(folder, `${file}.json`), JSON.stringify(whole));
    }
  }
  return path.join(folder, "{{.ResourceKind}}{{.KindSuffix}}.json");
}

type Definitions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A definition with all that it refers to. */
function reachable(all: Definitions, name: string, found: Record<string, unknown> = {}): Record<string, unknown> {
  const schema = all[name];
  if (schema === undefined || name in found) return found;
  found[name] = strictly(schema);
  for (const [, next] of JSON.stringify(schema).matchAll(/"#\/definitions\/([^"]+)"/gu)) {
    if (next !== undefined) reachable(all, next, found);
  }
  return found;
}

function strictly(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strictly);
  if (typeof value !== "object" || value === null) return value;
  const object = value as Record<string, unknown>;
  if (object["format"] === "int-or-string") return { type: ["string", "integer"] };
  const copy = Object.fromEntries(Object.entries(object).map(([key, inner]) => [key, strictly(inner)]));
  return "properties" in object && !("additionalProperties" in object)
    ? { ...copy, additionalProperties: false }
    : copy;
}
