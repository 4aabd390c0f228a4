import { at, mapAt, textAt } from "../../../core/read/value.ts";
import { readYaml } from "../../../core/read/yaml.ts";
import { readJson } from "../shared/json.ts";
import type { Lock, Manager } from "./manager.ts";

/** Whether a lock file was written with this dependency of this range. */
export type IsLocked = (name: string, range: string) => boolean;

/** The largest lock file that is looked into; larger ones are taken as they are. */
const LONGEST = 4_000_000;

/** What a lock file was written with. */
export interface LockFile {
  /** The major version of the manager that wrote it, where its format tells. */
  readonly version?: string;
  /** For one package, by its folder from the lock file's, empty for the same; undefined where it does not know it. */
  rangesOf(importer: string): IsLocked | undefined;
}

type RangesOf = LockFile["rangesOf"];

/** Reads a lock file's text once for all packages; undefined for a binary one. Never throws. */
export function readLockFile({ path, manager }: Pick<Lock, "path" | "manager">, text: string): LockFile | undefined {
  if (path.endsWith(".lockb")) return undefined;
  const version = versionOfLock(manager, text);
  return {
    ...(version !== undefined && { version }),
    rangesOf: text.length > LONGEST ? () => undefined : readers[manager](text),
  };
}

const readers: Readonly<Record<Manager, (text: string) => RangesOf>> = {
  npm: npmRanges,
  pnpm: pnpmRanges,
  yarn: yarnRanges,
  bun: bunRanges,
};

/** What a lock file's format tells about the major version that wrote it; undefined where several write the same. */
function versionOfLock(manager: Manager, text: string): string | undefined {
  if (manager === "yarn") return /^# yarn lockfile v1$/mu.test(text) ? "1" : berryMajor(text);
  if (manager !== "pnpm") return undefined;
  const format = /^lockfileVersion:\s*['"]?(\d+)/mu.exec(text)?.[1];
  return format === undefined ? undefined : { "5": "7", "6": "8", "9": "9" }[format];
}

/** Yarn 2 and 3 count their lock file's format from 4 to 6, yarn 4 from 8. */
function berryMajor(text: string): string | undefined {
  const match = /^__metadata:\s*\n\s+version:\s*(\d+)/mu.exec(text);
  if (match?.[1] === undefined) return undefined;
  const format = Number(match[1]);
  if (format >= 7) return "4";
  return format >= 5 ? "3" : "2";
}

/** Formats 2 and 3 hold each package.json's ranges; format 1 holds names only. */
function npmRanges(text: string): RangesOf {
  const value = quickJson(text);
  const names = mapAt(value, "dependencies");
  const isOld = at(value, "packages") === undefined && Object.keys(names).length > 0;
  return (importer) => {
    const own = at(value, "packages", importer);
    if (own !== undefined) return inSections(own, ["dependencies", "devDependencies", "optionalDependencies"]);
    return importer === "" && isOld ? (name) => Object.hasOwn(names, name) : undefined;
  };
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
function pnpmRanges(text: string): RangesOf {
  const file = readYaml("pnpm-lock.yaml", text.slice(0, cutAt(text)));
  // Since version 11 a first document holds pnpm itself.
  const documents = file.ok ? file.documents.map((one) => one.value) : [];
  const sections = ["dependencies", "devDependencies", "optionalDependencies", "specifiers"];
  return (importer) => {
    const known = documents.map((one) => at(one, "importers", importer === "" ? "." : importer));
    const single = importer === "" ? documents.find((one) => at(one, "importers") === undefined) : undefined;
    const value = known.findLast((one) => one !== undefined) ?? single;
    return value === undefined || value === null
      ? undefined
      : (name) => sections.some((section) => Object.hasOwn(mapAt(value, section), name));
  };
}

/** Where the part begins that lists every package: it is long, and no package.json is in it. */
function cutAt(text: string): number {
  const found = text.search(/^packages:/mu);
  return found === -1 ? text.length : found;
}

/** Both formats name each package with the ranges that lead to it; which package asks for it is not in them. */
function yarnRanges(text: string): RangesOf {
  const keys = new Set<string>();
  for (const [line] of text.matchAll(/^(?! |#|\n|__metadata).+:$/gmu)) {
    for (const key of line.slice(0, -1).replaceAll('"', "").split(",")) keys.add(key.trim());
  }
  const members = new Set([...keys].flatMap((key) => /^(.+)@workspace:/u.exec(key)?.[1] ?? []));
  const isLocked: IsLocked = (name, range) =>
    keys.has(`${name}@${range}`) ||
    keys.has(`${name}@npm:${range}`) ||
    members.has(name) ||
    /^(?:workspace|file|link|portal|patch|catalog):|[/#]/u.test(range);
  return () => isLocked;
}

function bunRanges(text: string): RangesOf {
  const workspaces = at(readJson(text)?.value, "workspaces");
  return (importer) => {
    const own = at(workspaces, importer);
    return own === undefined ? undefined : inSections(own, ["dependencies", "devDependencies", "optionalDependencies"]);
  };
}
