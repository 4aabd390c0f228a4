import { parentOf, prefixOf } from "../../../base/treePath.ts";
import { mapAt, textAt, textsAt } from "../../../core/read/value.ts";
import type { Folder } from "../folder.ts";
import { lineOf } from "../shared/evidence.ts";
import { fromRoot } from "../shared/sources.ts";
import { readToml } from "../shared/toml.ts";
import { packageName, parseRequirement, parseRequirements, type Requirement } from "./requirement.ts";

/** A package that a manifest asks for at run time, with its place. */
export interface Dependency extends Requirement {
  /** From the root of the tree. */
  readonly file: string;
  readonly line: number;
}

/** Requirements files of what runs, the one for production before others. */
const RUNS = [
  "requirements.txt",
  "requirements.in",
  "requirements/production.txt",
  "requirements/prod.txt",
  "requirements/main.txt",
  "requirements/base.txt",
  "requirements/requirements.txt",
  "requirements-prod.txt",
  "requirements-production.txt",
  "requirements_prod.txt",
  "requirements.prod.txt",
];
/** How many requirements files may take in each other. */
const MOST_FILES = 20;

/** The requirements file that an image is installed from, from the folder; undefined where there is none. */
export function requirementsFile(folder: Folder): string | undefined {
  return RUNS.find((path) => path !== "requirements.in" && folder.has(path)) ?? RUNS.find((path) => folder.has(path));
}

/** What a requirements file asks for, and the files that it takes in. */
export async function requirementsOf(folder: Folder, first: string): Promise<readonly Dependency[]> {
  const found: Dependency[] = [];
  const waiting = [first];
  for (const path of waiting) {
    const text = await folder.read(path);
    if (text === undefined || waiting.length > MOST_FILES) continue;
    const { requirements, includes } = parseRequirements(text);
    found.push(...requirements.map((one) => ({ ...one, file: fromRoot(folder, path) })));
    const base = prefixOf(parentOf(path));
    waiting.push(...includes.map((one) => base + one).filter((one) => !waiting.includes(one)));
  }
  return found;
}

/** What a pyproject.toml asks for: PEP 621's list, and Poetry's table. */
export function pyprojectDependencies(text: string, file: string): readonly Dependency[] {
  const value = readToml(text);
  const listed = textsAt(value, "project", "dependencies").flatMap((raw): readonly Dependency[] => {
    const requirement = parseRequirement(raw);
    return requirement === undefined ? [] : [{ ...requirement, file, line: lineOf(text, raw) }];
  });
  const tables = [
    mapAt(value, "tool", "poetry", "dependencies"),
    mapAt(value, "tool", "poetry", "group", "main", "dependencies"),
  ];
  return [...listed, ...tables.flatMap((table) => ofTable(table, text, file))];
}

/** What a Pipfile asks for. */
export function pipfileDependencies(text: string, file: string): readonly Dependency[] {
  return ofTable(mapAt(readToml(text), "packages"), text, file);
}

function ofTable(table: Readonly<Record<string, unknown>>, text: string, file: string): readonly Dependency[] {
  return Object.entries(table).flatMap(([key, wanted]): readonly Dependency[] => {
    if (key === "python") return [];
    const version = textAt(wanted) ?? textAt(wanted, "version") ?? "";
    return [{ name: packageName(key), extras: textsAt(wanted, "extras"), version, file, line: lineOfKey(text, key) }];
  });
}

/** The line that sets a key, quoted or not; 1 where none does. Linear: lines are looked at one by one. */
export function lineOfKey(text: string, key: string): number {
  const lines = text.split("\n");
  const index = lines.findIndex((line) => {
    const bare = line.trimStart().replace(/^["']/u, "");
    return bare.startsWith(key) && /^["']?\s*[=.]/u.test(bare.slice(key.length));
  });
  return index === -1 ? 1 : index + 1;
}

/** What setup.cfg (`install_requires` below `[options]`) or setup.py (its list of that name) asks for. */
export function setupDependencies(text: string, file: string): readonly Dependency[] {
  const start = /^[ \t]*install_requires\s*=\s*/mu.exec(text);
  if (start === null) return [];
  const from = start.index + start[0].length;
  const isList = text[from] === "[";
  const rest = text.slice(from);
  const block = isList
    ? rest.slice(0, rest.indexOf("]") + 1)
    : (/^[^\n]*(?:\n[ \t]+[^\n]*|\n(?=\n[ \t]))*/u.exec(rest)?.[0] ?? "");
  const raws = isList ? [...block.matchAll(/["']([^"'\n]+)["']/gu)].map((one) => one[1] ?? "") : block.split("\n");
  return raws.flatMap((raw): readonly Dependency[] => {
    const requirement = parseRequirement(raw);
    return requirement === undefined ? [] : [{ ...requirement, file, line: lineOf(text, raw.trim()) }];
  });
}
