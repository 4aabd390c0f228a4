import { readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "yaml";
import * as z from "zod";
import { interpolated, type Values } from "./interpolated.ts";

const file = z.object({ services: z.record(z.string(), z.record(z.string(), z.unknown())) });

/** A service as compose would run it: settings by name, with variables filled in. */
export type ComposeService = Readonly<Record<string, unknown>>;

/** The services of one environment: its file over the one of all environments, as `docker compose --file --file` has them. */
export async function composeServices(
  folder: string,
  environment: string,
  values: Values,
): Promise<ReadonlyMap<string, ComposeService>> {
  const services = new Map<string, ComposeService>();
  for (const name of ["compose.yaml", `compose.${environment}.yaml`]) {
    const text = await readFile(path.join(folder, name), "utf8");
    const read = file.parse(parse(text));
    for (const [key, service] of Object.entries(read.services)) {
      services.set(key, over(services.get(key) ?? {}, filled(service, values) as ComposeService));
    }
  }
  return services;
}

/** Maps are joined, lists follow one another, and of anything else the later counts. */
function over(one: ComposeService, other: ComposeService): ComposeService {
  const joined: Record<string, unknown> = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const before = joined[key];
    if (Array.isArray(before) && Array.isArray(value)) joined[key] = [...before, ...value] as unknown;
    else if (isMap(before) && isMap(value)) joined[key] = over(before, value);
    else joined[key] = value;
  }
  return joined;
}

function isMap(value: unknown): value is ComposeService {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function filled(value: unknown, values: Values): unknown {
  if (typeof value === "string") return interpolated(value, values);
  if (Array.isArray(value)) return value.map((one) => filled(one, values));
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, values)]));
}
