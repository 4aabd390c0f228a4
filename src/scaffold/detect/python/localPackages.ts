import { parentOf, resolved } from "../../../base/treePath.ts";
import { at, mapAt, textAt } from "../../../core/read/value.ts";
import type { Folder } from "../folder.ts";
import type { Source } from "../shared/sources.ts";
import { fromRoot } from "../shared/sources.ts";
import { readToml } from "../shared/toml.ts";
import type { Dependency } from "./pythonDependencies.ts";
import { pythonSources } from "./pythonModules.ts";
import { type PythonProject, readPythonProject } from "./pythonProject.ts";

/** A package of the tree that a project is made with: what it reads and talks to, the project does. */
export interface LocalPackage {
  readonly dependencies: readonly Dependency[];
  readonly sources: readonly Source[];
}

/** How many are followed: a project is not made of more. */
const MOST = 20;

const knownNames = new WeakMap<readonly string[], Promise<ReadonlyMap<string, string>>>();

/**
 * The packages of the tree that a project depends on, also by way of others: members of its uv workspace, and those
 * that a path of Poetry's or uv's leads to.
 */
export async function localPackages(folder: Folder, project: PythonProject): Promise<readonly LocalPackage[]> {
  const found: LocalPackage[] = [];
  const seen = new Set([folder.path]);
  let round = await foldersOf(folder, project);
  while (round.length > 0 && found.length < MOST) {
    const next: string[] = [];
    for (const path of round.filter((one) => !seen.has(one)).slice(0, MOST)) {
      seen.add(path);
      const other = folder.memberAt(path);
      const read = await readPythonProject(other);
      if (read === undefined) continue;
      found.push({ dependencies: read.dependencies, sources: await pythonSources(other) });
      next.push(...(await foldersOf(other, read)));
    }
    round = next;
  }
  return found;
}

async function foldersOf(folder: Folder, { dependencies, pyproject }: PythonProject): Promise<readonly string[]> {
  if (pyproject === undefined) return [];
  const sources = mapAt(pyproject, "tool", "uv", "sources");
  const poetry = mapAt(pyproject, "tool", "poetry", "dependencies");
  const paths = [...Object.values(sources), ...Object.values(poetry)].flatMap((one) => {
    const written = textAt(one, "path");
    return written === undefined ? [] : (resolved(folder.path, written) ?? []);
  });
  const inWorkspace = new Set(
    Object.entries(sources).flatMap(([name, one]) => (at(one, "workspace") === true ? [plain(name)] : [])),
  );
  const shared = await sharedSources(folder);
  const wanted = dependencies.filter(({ name }) => inWorkspace.has(plain(name)) || shared.has(plain(name)));
  if (wanted.length === 0) return paths.filter((path) => folder.members.includes(path));
  const names = await namesOf(folder);
  const members = wanted.flatMap(({ name }) => names.get(plain(name)) ?? []);
  return [...paths, ...members].filter((path) => path !== folder.path && folder.members.includes(path));
}

/** What the root of a uv workspace says for all its members. */
async function sharedSources(folder: Folder): Promise<ReadonlySet<string>> {
  const lock = folder.nearest("uv.lock");
  if (lock === undefined) return new Set();
  const text = await folder.root.read(fromRoot({ path: parentOf(lock.path) }, "pyproject.toml"));
  const sources = mapAt(readToml(text ?? ""), "tool", "uv", "sources");
  return new Set(
    Object.entries(sources).flatMap(([name, one]) => (at(one, "workspace") === true ? [plain(name)] : [])),
  );
}

/** The folder of each package of the tree by its name, read once. */
function namesOf({ root, members }: Folder): Promise<ReadonlyMap<string, string>> {
  const known = knownNames.get(members) ?? readNames(root, members);
  knownNames.set(members, known);
  return known;
}

async function readNames(root: Folder, members: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const all = await Promise.all(
    members.map(async (path) => {
      const file = fromRoot({ path }, "pyproject.toml");
      const text = root.has(file) ? await root.read(file) : undefined;
      const name = text === undefined ? undefined : textAt(readToml(text), "project", "name");
      return name === undefined ? [] : [[plain(name), path] as const];
    }),
  );
  return new Map(all.flat());
}

/** Names of packages that differ in case, dots, hyphens and underscores are the same. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/gu, "-");
}
