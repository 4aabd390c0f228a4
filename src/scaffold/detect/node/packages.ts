import { prefixOf, resolved } from "../../../base/treePath.ts";
import { textsAt } from "../../../core/read/value.ts";
import { readYaml } from "../../../core/read/yaml.ts";
import type { Folder } from "../folder.ts";
import { fromRoot } from "../shared/sources.ts";
import { readJson } from "../shared/json.ts";
import { globMatcher } from "./globMatcher.ts";
import { type LockFile, readLockFile } from "./lockFile.ts";
import type { Lock } from "./manager.ts";
import { type PackageJson, readPackageJson } from "./packageJson.ts";

/** A root that holds packages together, with the folders of its members, itself not among them. */
export interface PackageGroup {
  readonly root: string;
  readonly members: readonly string[];
  readonly pnpm: boolean;
}

/** All packages of a tree and how they are held together. */
export interface Packages {
  readonly at: ReadonlyMap<string, PackageJson>;
  readonly groups: readonly PackageGroup[];
  /** The group that a folder is the root or a member of; the outermost where there are several. */
  groupOf(path: string): PackageGroup | undefined;
  /** Folders of other packages of the tree that one depends on, also by way of others, sorted. */
  localDependencies(path: string): readonly string[];
  /** What a lock file of the tree was written with, read once; undefined where that cannot be told. */
  lockAt(lock: Pick<Lock, "path" | "manager">): Promise<LockFile | undefined>;
}

const knownPackages = new WeakMap<readonly string[], Promise<Packages>>();

/** Reads the packages of a tree once, however many members ask. */
export function packagesOf(folder: Folder): Promise<Packages> {
  const { root, members } = folder;
  const packages = knownPackages.get(members) ?? readPackages(root);
  knownPackages.set(members, packages);
  return packages;
}

async function readPackages(root: Folder): Promise<Packages> {
  const all = await Promise.all(
    root.members.map(async (path) => {
      const text = await root.read(fromRoot({ path }, "package.json"));
      return text === undefined ? undefined : readPackageJson(path, text);
    }),
  );
  const at = new Map(all.flatMap((one) => (one === undefined ? [] : [[one.path, one]])));
  const groups = (await Promise.all([...at.values()].map((one) => groupAt(one, root, [...at.keys()])))).filter(
    (one) => one !== undefined,
  );
  const groupOf = (path: string): PackageGroup | undefined =>
    groups.find((one) => one.root === path || one.members.includes(path));
  return { at, groups, groupOf, localDependencies: localDependenciesIn(at, groupOf), lockAt: locksIn(root) };
}

function locksIn(root: Folder): Packages["lockAt"] {
  const read = new Map<string, Promise<LockFile | undefined>>();
  const load = async (lock: Pick<Lock, "path" | "manager">): Promise<LockFile | undefined> => {
    const text = await root.read(lock.path);
    return text === undefined ? undefined : readLockFile(lock, text);
  };
  return (lock) => {
    const known = read.get(lock.path) ?? load(lock);
    read.set(lock.path, known);
    return known;
  };
}

async function groupAt(
  manifest: PackageJson,
  root: Folder,
  paths: readonly string[],
): Promise<PackageGroup | undefined> {
  const { path } = manifest;
  const pnpm = await root.read(fromRoot(manifest, "pnpm-workspace.yaml"));
  const patterns = pnpm === undefined ? undefined : pnpmPatterns(pnpm);
  const used = patterns ?? manifest.workspaces ?? (await lernaPatterns(manifest, root));
  if (used === undefined) return undefined;
  const matches = globMatcher(used);
  const prefix = prefixOf(path);
  const members = paths.filter((one) => one !== path && one.startsWith(prefix) && matches(one.slice(prefix.length)));
  return { root: path, members, pnpm: patterns !== undefined };
}

/** Undefined where the file only holds settings, as it may for a single package. */
function pnpmPatterns(text: string): readonly string[] | undefined {
  const file = readYaml("pnpm-workspace.yaml", text);
  const patterns = file.ok ? textsAt(file.documents[0]?.value, "packages") : [];
  return patterns.length === 0 ? undefined : patterns;
}

async function lernaPatterns(manifest: PackageJson, root: Folder): Promise<readonly string[] | undefined> {
  const text = await root.read(fromRoot(manifest, "lerna.json"));
  const patterns = text === undefined ? [] : textsAt(readJson(text)?.value, "packages");
  return patterns.length === 0 ? undefined : patterns;
}

function localDependenciesIn(
  at: ReadonlyMap<string, PackageJson>,
  groupOf: (path: string) => PackageGroup | undefined,
): (path: string) => readonly string[] {
  const byName = new Map([...at.values()].flatMap((one) => (one.name === undefined ? [] : [[one.name, one.path]])));
  const direct = (path: string): readonly string[] => {
    const manifest = at.get(path);
    if (manifest === undefined) return [];
    const group = groupOf(path);
    return Object.entries({ ...manifest.devDependencies, ...manifest.dependencies }).flatMap(([name, range]) => {
      const folder = folderOf(path, range) ?? byName.get(name);
      if (folder === undefined || folder === path || !at.has(folder)) return [];
      // A package of the same name from the registry is another one, unless the two stand in one workspace.
      const isLocal = isLink(range) || (group !== undefined && groupOf(folder) === group && !isElsewhere(range));
      return isLocal ? [folder] : [];
    });
  };
  return (path) => {
    const found = new Set<string>();
    const open = [...direct(path)];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next === path || found.has(next)) continue;
      found.add(next);
      open.push(...direct(next));
    }
    return [...found].toSorted();
  };
}

function isLink(range: string): boolean {
  return /^(?:workspace|file|link|portal):/u.test(range);
}

function isElsewhere(range: string): boolean {
  return /^(?:npm|git\+?\w*|https?|github):/u.test(range);
}

function folderOf(path: string, range: string): string | undefined {
  const link = /^(?:file|link|portal):(.+)$/u.exec(range)?.[1] ?? /^workspace:(\.{1,2}\/.*)$/u.exec(range)?.[1];
  return link === undefined ? undefined : resolved(path, link.replace(/\/+$/u, ""));
}
