import { parentOf } from "../../../base/treePath.ts";
import { textAt } from "../../../core/read/value.ts";
import { readYaml } from "../../../core/read/yaml.ts";
import type { Tool } from "../../facts/application.ts";
import type { NodeFacts } from "../../facts/ecosystemFacts.ts";
import type { Evidence, Fact } from "../../facts/fact.ts";
import type { Problem } from "../../facts/detection.ts";
import type { Folder } from "../folder.ts";
import { evidence, fact } from "../shared/evidence.ts";
import { fromRoot } from "../shared/sources.ts";
import { lockProblems } from "./lockProblems.ts";
import type { PackageJson } from "./packageJson.ts";
import type { PackageGroup, Packages } from "./packages.ts";

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
  packages: Packages,
): Promise<Install> {
  const places = [...new Set([folder.path, ...(group === undefined ? [] : [group.root])])];
  const locks = locksIn(folder.root, places);
  const named = places.flatMap((path) => namedManager(packages.at.get(path)) ?? [])[0];
  const lock = locks.find((one) => one.manager === named?.value.name) ?? locks[0];
  const manager =
    (named?.value.name as Manager | undefined) ??
    lock?.manager ??
    managerOfGroup(group) ??
    managerOfScripts(manifest) ??
    "npm";
  const root = lock?.folder ?? group?.root ?? folder.path;
  const used = lock?.manager === manager ? lock : undefined;
  const lockFile = used === undefined ? undefined : await packages.lockAt(used);
  const version =
    named?.value.version ??
    pinnedByVolta(places, packages, manager) ??
    (manager === "yarn" ? await releaseOfYarn(folder.root, root) : undefined) ??
    lockFile?.version;
  const plugAndPlay = manager === "yarn" && (await isPlugAndPlay(folder.root, root, version));
  const members = new Set(
    [...(group?.members ?? []), ...(group === undefined ? [] : [group.root])].flatMap(
      (path) => packages.at.get(path)?.name ?? [],
    ),
  );
  const problems = lockProblems({ manifest, locks, lock: used, lockFile, manager, named: named?.evidence[0], members });
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
  return { manager, tool, ...(used !== undefined && { lockFile: used.path }), root, plugAndPlay, problems };
}

/** The manager's version that Volta pins, in the package or its workspace. */
function pinnedByVolta(places: readonly string[], { at }: Packages, manager: Manager): string | undefined {
  const written = places.map((path) => textAt(at.get(path)?.value, "volta", manager)).find((one) => one !== undefined);
  return /^\d+(?:\.\d+)*$/u.exec(written ?? "")?.[0];
}

/** Yarn may lie in the workspace itself: its settings name the file, and that its version. */
async function releaseOfYarn(root: Folder, folder: string): Promise<string | undefined> {
  const text = await root.read(fromRoot({ path: folder }, ".yarnrc.yml"));
  return /^yarnPath:[ \t]*["']?\S{0,200}\byarn-(\d+\.\d+\.\d+)\.c?js/mu.exec(text ?? "")?.[1];
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

/** What yarn does from version 2 on where its settings do not say otherwise; older ones have no such settings. */
async function isPlugAndPlay(root: Folder, folder: string, version: string | undefined): Promise<boolean> {
  const text = await root.read(fromRoot({ path: folder }, ".yarnrc.yml"));
  const isOld = version === undefined ? text === undefined : version.split(".")[0] === "1";
  if (isOld) return false;
  const file = text === undefined ? undefined : readYaml(".yarnrc.yml", text);
  const linker = file?.ok === true ? textAt(file.documents[0]?.value, "nodeLinker") : undefined;
  return linker === undefined || linker === "pnp";
}
