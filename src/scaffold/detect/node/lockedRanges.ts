import { at, mapAt, textAt } from "../../../core/read/value.ts";
import { readYaml } from "../../../core/read/yaml.ts";
import { readJson } from "../shared/json.ts";
import type { Lock } from "./manager.ts";

/** Whether a lock file was written with this dependency of this range. */
export type IsLocked = (name: string, range: string) => boolean;

/** The largest lock file that is looked into; larger ones are taken as they are. */
const LONGEST = 4_000_000;

/**
 * What a lock file was written with, for one package; undefined where that cannot be told: a binary one, or one that
 * does not know the package. `importer` is the package's folder from the lock file's, empty for the same.
 */
export function lockedRanges(
  { path, manager }: Pick<Lock, "path" | "manager">,
  text: string,
  importer: string,
): IsLocked | undefined {
  if (text.length > LONGEST) return undefined;
  if (manager === "npm") return npmRanges(text, importer);
  if (manager === "pnpm") return pnpmRanges(text, importer);
  if (manager === "yarn") return yarnRanges(text);
  return path.endsWith(".lock") ? bunRanges(text, importer) : undefined;
}

/** Formats 2 and 3 hold each package.json's ranges; format 1 holds names only. */
function npmRanges(text: string, importer: string): IsLocked | undefined {
  const value = quickJson(text);
  const own = at(value, "packages", importer);
  if (own !== undefined) return inSections(own, ["dependencies", "devDependencies", "optionalDependencies"]);
  const names = mapAt(value, "dependencies");
  return importer === "" && at(value, "packages") === undefined && Object.keys(names).length > 0
    ? (name) => Object.hasOwn(names, name)
    : undefined;
}

function quickJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function inSections(value: unknown, sections: readonly string[]): IsLocked {
  return (name, range) => sections.some((section) => textAt(value, section, name) === range);
}

/** Names only: pnpm writes a catalogue's or an override's range in place of the package's own. */
function pnpmRanges(text: string, importer: string): IsLocked | undefined {
  const head = text.slice(0, cutAt(text));
  const file = readYaml("pnpm-lock.yaml", head);
  // Since version 11 a first document holds pnpm itself.
  const documents = file.ok ? file.documents.map((one) => one.value) : [];
  const own = documents
    .map((one) => at(one, "importers", importer === "" ? "." : importer))
    .findLast((one) => one !== undefined);
  const value = own ?? (importer === "" ? documents.find((one) => at(one, "importers") === undefined) : undefined);
  if (value === undefined || value === null) return undefined;
  const sections = ["dependencies", "devDependencies", "optionalDependencies", "specifiers"];
  return (name) => sections.some((section) => Object.hasOwn(mapAt(value, section), name));
}

/** Where the part begins that lists every package: it is long, and no package.json is in it. */
function cutAt(text: string): number {
  const found = text.search(/^packages:/mu);
  return found === -1 ? text.length : found;
}

/** Both formats name each package with the ranges that lead to it; which package asks for it is not in them. */
function yarnRanges(text: string): IsLocked {
  const keys = new Set<string>();
  for (const [line] of text.matchAll(/^(?! |#|\n|__metadata).+:$/gmu)) {
    for (const key of line.slice(0, -1).replaceAll('"', "").split(",")) keys.add(key.trim());
  }
  return (name, range) =>
    keys.has(`${name}@${range}`) ||
    keys.has(`${name}@npm:${range}`) ||
    /^(?:workspace|file|link|portal|patch|catalog):|[/#]/u.test(range) ||
    [...keys].some((key) => key.startsWith(`${name}@workspace:`));
}

function bunRanges(text: string, importer: string): IsLocked | undefined {
  const own = at(readJson(text)?.value, "workspaces", importer);
  return own === undefined ? undefined : inSections(own, ["dependencies", "devDependencies", "optionalDependencies"]);
}
