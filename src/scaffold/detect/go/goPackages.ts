import { parentOf } from "../../../base/treePath.ts";
import type { Folder } from "../folder.ts";
import { withTexts } from "../shared/hits.ts";
import { slashCode } from "../shared/slashCode.ts";
import { type Source, sourcesOf } from "../shared/sources.ts";

/** A main package with the sources of the module that it is built from. */
export interface MainPackage {
  /** Its folder from the module's, such as `cmd/server`; `.` is the module's own. */
  readonly path: string;
  /** The file with its `main` function. */
  readonly main: Source;
  /** Its own sources first, then those of the module's packages that it imports, directly or not. Comments are blanked. */
  readonly sources: readonly Source[];
}

const MOST_MAINS = 60;
const MOST_FILES = 250;
/** Folders whose programs are for those who work on the module. */
const FOR_DEVELOPERS =
  /(?:^|\/)(?:tools?|hack|scripts?|examples?|_examples|testdata|testing|tests?|e2e|mocks?|gen|generators?|codegen|vendor|third_party|build|magefiles?)(?:\/|$)/u;

/** The main packages of a module, by path. `module` is the name that its packages are imported by. */
export async function mainPackages(folder: Folder, module: string): Promise<readonly MainPackage[]> {
  const packages = packageFiles(folder);
  const mains = await Promise.all(
    [...packages.keys()]
      .filter(mayBeMain(packages))
      .slice(0, MOST_MAINS)
      .map((path) => readMain(folder, packages, path)),
  );
  const known = mains.filter((one) => one !== undefined);
  return Promise.all(known.map((one) => withImported(folder, packages, module, one)));
}

type Packages = ReadonlyMap<string, readonly string[]>;

/** Files that are built, by their folder, folders sorted. */
function packageFiles(folder: Folder): Packages {
  const packages = new Map<string, string[]>();
  for (const file of folder.files) {
    if (!file.endsWith(".go") || file.endsWith("_test.go")) continue;
    const path = parentOf(file);
    if (FOR_DEVELOPERS.test(path)) continue;
    packages.set(path, [...(packages.get(path) ?? []), file]);
  }
  return new Map([...packages].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** A `main` function may stand in the module's folder, below `cmd`, or where a file has its name. */
function mayBeMain(packages: Packages): (path: string) => boolean {
  return (path) =>
    path === "." ||
    /(?:^|\/)(?:cmd|apps?|services?)(?:\/|$)/u.test(path) ||
    (packages.get(path) ?? []).some((file) => /(?:^|\/)(?:main|server)\.go$/u.test(file));
}

async function readMain(folder: Folder, packages: Packages, path: string): Promise<MainPackage | undefined> {
  const sources = await readAll(folder, packages.get(path) ?? []);
  const built = sources.filter(({ text }) => /^package\s+main\b/mu.test(text));
  const main = built.find(({ text }) => /^func\s+main\s*\(\s*\)/mu.test(text));
  return main === undefined ? undefined : { path, main, sources: [main, ...built.filter((one) => one !== main)] };
}

/** Files with a build constraint that leaves them out of every build are no part of a package. */
async function readAll(folder: Folder, paths: readonly string[]): Promise<readonly Source[]> {
  const sources = await sourcesOf(folder, { endings: [], first: paths, most: MOST_FILES });
  const built = sources.filter(
    ({ text }) => !/^\/\/(?:go:build|\s*\+build)\s+(?:ignore|tools?|mage|wireinject)\b/mu.test(text),
  );
  return withTexts(built, slashCode);
}

async function withImported(
  folder: Folder,
  packages: Packages,
  module: string,
  main: MainPackage,
): Promise<MainPackage> {
  const seen = new Set([main.path]);
  const sources = [...main.sources];
  for (let next = sources.slice(); next.length > 0 && sources.length < MOST_FILES;) {
    const paths = next.flatMap((source) => localImports(source, module)).filter((path) => !seen.has(path));
    const fresh = [...new Set(paths)].toSorted();
    for (const path of fresh) seen.add(path);
    const files = fresh.flatMap((path) => packages.get(path) ?? []).slice(0, MOST_FILES - sources.length);
    next = files.length === 0 ? [] : [...(await readAll(folder, files))];
    sources.push(...next);
  }
  return { ...main, sources };
}

function localImports(source: Source, module: string): readonly string[] {
  return importsOf(source.text).flatMap((path) => {
    if (path === module) return ["."];
    return path.startsWith(`${module}/`) ? [path.slice(module.length + 1)] : [];
  });
}

/** The paths that a file imports; its comments are blanked. */
export function importsOf(code: string): readonly string[] {
  const end = /^(?:func|type|var|const)\b/mu.exec(code)?.index ?? code.length;
  const head = code.slice(0, end);
  return [...head.matchAll(/^[ \t]*(?:import[ \t]+)?(?:[\w.]+[ \t]+)?"([^"\n]+)"/gmu)].flatMap(
    (match) => match[1] ?? [],
  );
}
