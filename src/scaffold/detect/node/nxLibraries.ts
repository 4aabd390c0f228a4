import { mapAt, textsAt } from "../../../core/read/value.ts";
import { resolved } from "../../../base/treePath.ts";
import type { Folder } from "../folder.ts";
import { readJson } from "../shared/json.ts";

/** What an Nx project imports: packages by their names, and folders of the workspace's other projects. */
export interface NxImports {
  readonly packages: ReadonlySet<string>;
  /** From the root of the tree, sorted. */
  readonly projects: readonly string[];
}

/** How many files of one project are read for what they import. */
const MOST = 60;
const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\(\s*)["']([^"'\n.][^"'\n]{0,200})["']/gu;

/** Follows what a project imports by the names that the workspace's TypeScript settings give its other projects. */
export async function nxImports(folder: Folder, workspace: Folder): Promise<NxImports> {
  const aliases = await aliasesOf(workspace);
  const packages = new Set<string>();
  const found = new Set<string>();
  const open = [folder.path];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const name of await importedBy(path === folder.path ? folder : folder.memberAt(path))) {
      const target = projectOf(aliases.get(name) ?? aliases.get(`${name.split("/").slice(0, 2).join("/")}/*`), folder);
      if (target === undefined) packages.add(packageOf(name));
      else if (target !== folder.path && !found.has(target)) {
        found.add(target);
        open.push(target);
      }
    }
  }
  return { packages, projects: [...found].toSorted() };
}

/** `compilerOptions.paths`: the file that a name stands for, from the root of the tree. */
async function aliasesOf(workspace: Folder): Promise<ReadonlyMap<string, string>> {
  const name = ["tsconfig.base.json", "tsconfig.json"].find((one) => workspace.has(one));
  const value = name === undefined ? undefined : readJson((await workspace.read(name)) ?? "")?.value;
  const paths = mapAt(value, "compilerOptions", "paths");
  return new Map(
    Object.keys(paths).flatMap((key) => {
      const [first = ""] = textsAt(paths, key);
      const file = resolved(workspace.path, first.replace(/\/?\*$/u, ""));
      return file === undefined ? [] : [[key, file] as const];
    }),
  );
}

/** The innermost project that a file lies in; undefined for one that lies in none but the root. */
function projectOf(file: string | undefined, { members }: Folder): string | undefined {
  if (file === undefined) return undefined;
  return members
    .filter((one) => one !== "." && (file === one || file.startsWith(`${one}/`)))
    .toSorted((a, b) => b.length - a.length)[0];
}

async function importedBy(folder: Folder): Promise<ReadonlySet<string>> {
  const files = folder.files.filter((path) => /\.[cm]?[jt]sx?$/u.test(path) && !/\.(?:spec|test|d)\.\w+$/u.test(path));
  const texts = await Promise.all(files.slice(0, MOST).map((path) => folder.read(path)));
  return new Set(texts.flatMap((text) => [...(text ?? "").matchAll(IMPORT)].map((match) => match[1] ?? "")));
}

/** `@scope/name/inside` is of `@scope/name`. */
function packageOf(name: string): string {
  return name
    .split("/")
    .slice(0, name.startsWith("@") ? 2 : 1)
    .join("/");
}
