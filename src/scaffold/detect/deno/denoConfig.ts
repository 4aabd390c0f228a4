import { at, mapAt, textAt, textsAt } from "../../../core/read/value.ts";
import type { Folder } from "../folder.ts";
import { readJson } from "../shared/json.ts";
import { fromRoot } from "../shared/sources.ts";

/** A module that a configuration names, as packages call it: `hono`, `@oak/oak`, `postgres`. */
export interface Imported {
  readonly name: string;
  readonly line: number;
}

/** What a deno.json or deno.jsonc says. */
export interface DenoConfig {
  /** From the root of the tree. */
  readonly file: string;
  readonly name?: string;
  readonly tasks: ReadonlyMap<string, { readonly command: string; readonly line: number }>;
  readonly imports: readonly Imported[];
  /** Whether it wants no lock file. */
  readonly unlocked: boolean;
  /** Folders of a workspace's members. */
  readonly members: readonly string[];
}

/** Reads a folder's configuration; undefined where there is none or it is broken. */
export async function readDenoConfig(folder: Folder): Promise<DenoConfig | undefined> {
  const path = ["deno.json", "deno.jsonc"].find((file) => folder.has(file));
  const text = path === undefined ? undefined : await folder.read(path);
  const json = text === undefined ? undefined : readJson(text);
  if (path === undefined || json === undefined) return undefined;
  const { value } = json;
  const name = textAt(value, "name");
  const tasks = Object.keys(mapAt(value, "tasks")).flatMap((task) => {
    const command = textAt(value, "tasks", task) ?? textAt(value, "tasks", task, "command");
    return command === undefined ? [] : [[task, { command, line: json.line("tasks", task) }] as const];
  });
  const imports = Object.entries(mapAt(value, "imports")).flatMap(([key, target]) =>
    typeof target === "string" ? [{ name: moduleName(target) ?? key, line: json.line("imports", key) }] : [],
  );
  return {
    file: fromRoot(folder, path),
    ...(name !== undefined && { name }),
    tasks: new Map(tasks),
    imports,
    unlocked: at(value, "lock") === false,
    members: [...textsAt(value, "workspace"), ...textsAt(value, "workspace", "members")],
  };
}

/** The package behind an address: `npm:hono@^4`, `jsr:@oak/oak@17`, `https://deno.land/x/postgres@v0.19/mod.ts`. */
export function moduleName(specifier: string): string | undefined {
  const registry = /^(?:npm|jsr):\/?(@[\w.-]+\/[\w.-]+|[\w.-]+)/u.exec(specifier)?.[1];
  if (registry !== undefined) return registry;
  return /^https:\/\/(?:deno\.land\/(?:x\/)?|esm\.sh\/|jsr\.io\/)(@[\w.-]+\/[\w.-]+|[\w.-]+)/u
    .exec(specifier)?.[1]
    ?.replace(/(?<=.)@.*$/u, "");
}
