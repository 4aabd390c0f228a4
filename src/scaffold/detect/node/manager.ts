import { textAt } from "../../../core/read/value.ts";
import { readYaml } from "../../../core/read/yaml.ts";
import type { Tool } from "../../facts/application.ts";
import type { NodeFacts } from "../../facts/ecosystemFacts.ts";
import type { Evidence, Fact } from "../../facts/fact.ts";
import type { Problem } from "../../facts/detection.ts";
import type { Folder } from "../folder.ts";
import { evidence, fact } from "../shared/evidence.ts";
import { fromRoot } from "../shared/sources.ts";
import { parentOf } from "../treeFolder.ts";
import { lockProblems } from "./lockProblems.ts";
import type { PackageJson } from "./packageJson.ts";
import type { PackageGroup } from "./packages.ts";

export type Manager = NodeFacts["manager"];

/** Lock files by manager, the newer format first. */
export const LOCK_FILES: readonly (readonly [string, Manager])[] = [
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["bun.lock", "bun"],
  ["bun.lockb", "bun"],
  ["package-lock.json", "npm"],
  ["npm-shrinkwrap.json", "npm"],
];

/** How a package's dependencies are installed. */
export interface Install {
  readonly manager: Manager;
  readonly tool: Fact<Tool>;
  /** From the root of the tree. */
  readonly lockFile?: string;
  /** The folder of the lock file: where the image is built from. The package's own where there is none. */
  readonly root: string;
  /** Yarn without `node_modules`: programs are only found by way of yarn. */
  readonly plugAndPlay: boolean;
  readonly problems: readonly Problem[];
}

/** How a package is installed: by what `packageManager` names, else by its lock file, else by npm. */
export async function installOf(
  folder: Folder,
  manifest: PackageJson,
  group: PackageGroup | undefined,
  packages: ReadonlyMap<string, PackageJson>,
): Promise<Install> {
  const places = [...new Set([folder.path, ...(group === undefined ? [] : [group.root])])];
  const locks = locksIn(folder.root, places);
  const named = places.flatMap((path) => namedManager(packages.get(path)) ?? [])[0];
  const lock = locks.find((one) => one.manager === named?.value.name) ?? locks[0];
  const manager =
    (named?.value.name as Manager | undefined) ??
    lock?.manager ??
    managerOfGroup(group) ??
    managerOfScripts(manifest) ??
    "npm";
  const root = lock?.folder ?? group?.root ?? folder.path;
  const text = lock === undefined ? undefined : await folder.root.read(lock.path);
  const version = named?.value.version ?? versionOfLock(manager, text);
  const plugAndPlay = manager === "yarn" && (await isPlugAndPlay(folder.root, root, version));
  const problems = lockProblems({
    manifest,
    group,
    packages,
    locks,
    lock: lock?.manager === manager ? lock : undefined,
    text,
    manager,
    named: named?.evidence[0],
  });
  const at =
    named?.evidence[0] ??
    (lock === undefined
      ? evidence(manifest.file, 1, "names no package manager and has no lock file")
      : evidence(lock.path, 1, `is the lock file of ${lock.manager}`));
  const tool = fact(
    { name: manager, ...(version !== undefined && { version }) },
    named === undefined && lock === undefined ? "guess" : "certain",
    at,
  );
  return { manager, tool, ...(lock?.manager === manager && { lockFile: lock.path }), root, plugAndPlay, problems };
}

/** A lock file of the package or of the workspace that it is a member of. */
export interface Lock {
  readonly path: string;
  readonly folder: string;
  readonly manager: Manager;
}

function locksIn(root: Folder, places: readonly string[]): readonly Lock[] {
  return places.flatMap((folder) =>
    LOCK_FILES.flatMap(([name, manager]) => {
      const path = fromRoot({ path: folder }, name);
      return root.has(path) ? [{ path, folder: parentOf(path), manager }] : [];
    }),
  );
}

/** From `packageManager` or `devEngines.packageManager`; what follows the version is a hash. */
function namedManager(manifest: PackageJson | undefined): Fact<Tool> | undefined {
  if (manifest === undefined) return undefined;
  const match = /^(npm|pnpm|yarn|bun)@(\d[\w.-]*)/u.exec(textAt(manifest.value, "packageManager") ?? "");
  if (match?.[1] !== undefined && match[2] !== undefined) {
    const at: Evidence = evidence(manifest.file, manifest.line("packageManager"), `names ${match[1]} ${match[2]}`);
    return fact({ name: match[1], version: match[2] }, "certain", at);
  }
  const name = textAt(manifest.value, "devEngines", "packageManager", "name");
  if (name === undefined || !/^(?:npm|pnpm|yarn|bun)$/u.test(name)) return undefined;
  const version = /^\d+(?:\.\d+)*$/u.exec(textAt(manifest.value, "devEngines", "packageManager", "version") ?? "")?.[0];
  const at = evidence(manifest.file, manifest.line("devEngines", "packageManager"), `names ${name}`);
  return fact({ name, ...(version !== undefined && { version }) }, "certain", at);
}

function managerOfGroup(group: PackageGroup | undefined): Manager | undefined {
  return group?.pnpm === true ? "pnpm" : undefined;
}

/** Scripts that only run under Bun are started by who installs with it. */
function managerOfScripts({ scripts }: PackageJson): Manager | undefined {
  return /^bun\s/u.test(scripts["start"] ?? "") ? "bun" : undefined;
}

/** What a lock file's format tells about the major version that wrote it; undefined where several write the same. */
export function versionOfLock(manager: Manager, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
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

async function isPlugAndPlay(root: Folder, folder: string, version: string | undefined): Promise<boolean> {
  if (version === undefined || version.split(".")[0] === "1") return false;
  const text = await root.read(fromRoot({ path: folder }, ".yarnrc.yml"));
  const file = text === undefined ? undefined : readYaml(".yarnrc.yml", text);
  const linker = file?.ok === true ? textAt(file.documents[0]?.value, "nodeLinker") : undefined;
  return linker === undefined || linker === "pnp";
}
