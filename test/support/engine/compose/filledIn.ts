import { readFile } from "node:fs/promises";
import path from "node:path";
import { freePorts } from "../../controlPlane/ports.ts";
import type { Values } from "./interpolated.ts";

/**
 * What a person who copies `.env.example` would fill in: something where nothing stands, and ports that are free here.
 * Variables that are set before are not in the file.
 */
export async function filledIn(folder: string, before: Readonly<Record<string, string>>): Promise<Values> {
  const text = await readFile(path.join(folder, ".env.example"), "utf8");
  const values = new Map(Object.entries(before));
  for (const [, name = "", value = ""] of text.matchAll(/^(\w+)=(.*)$/gmu)) {
    const [port] = name.endsWith("_PORT") ? await freePorts(1) : [];
    values.set(name, String(port ?? (value === "" ? "given-by-the-test" : value)));
  }
  return (name) => values.get(name);
}
