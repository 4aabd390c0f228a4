import { relativePath } from "../../../base/treePath.ts";
import type { Problem } from "../../facts/detection.ts";
import type { Evidence } from "../../facts/fact.ts";
import { evidence } from "../shared/evidence.ts";
import type { LockFile } from "./lockFile.ts";
import type { Lock, Manager } from "./manager.ts";
import { dependencyLine, type PackageJson } from "./packageJson.ts";

interface Locked {
  readonly manifest: PackageJson;
  readonly locks: readonly Lock[];
  /** The lock file that is used, if any. */
  readonly lock: Lock | undefined;
  /** What that says, where it can be told. */
  readonly lockFile: LockFile | undefined;
  readonly manager: Manager;
  readonly named: Evidence | undefined;
  /** Names of the workspace's own packages: Yarn 1 does not list them. */
  readonly members: ReadonlySet<string>;
}

/** What is wrong with the lock files of a package: two of them, none, or one that does not know its dependencies. */
export function lockProblems(locked: Locked): readonly Problem[] {
  return [twoLockFiles(locked), missing(locked), mismatch(locked)].filter((one) => one !== undefined);
}

function twoLockFiles({ manifest, locks, manager, named }: Locked): Problem | undefined {
  const managers = new Set(locks.map((one) => one.manager));
  if (managers.size < 2) return undefined;
  const names = locks.map((one) => one.path).join(" and ");
  const why = named === undefined ? "the first of them" : `what packageManager names`;
  return {
    reason: "TwoLockFiles",
    path: manifest.path,
    message: `${names} belong to different package managers, and only one can be right; ${manager} is taken, ${why}. Delete the others, or name the manager in packageManager.`,
    evidence: locks.map((one) => evidence(one.path, 1, `is the lock file of ${one.manager}`)),
  };
}

function missing({ manifest, locks, lock, manager }: Locked): Problem | undefined {
  if (lock !== undefined || !hasDependencies(manifest)) return undefined;
  const other = locks[0];
  if (other !== undefined) {
    return {
      reason: "LockFileDoesNotMatch",
      path: manifest.path,
      message: `packageManager names ${manager}, but the lock file ${other.path} is of ${other.manager}. Install once with ${manager} and commit its lock file, or name ${other.manager}.`,
      evidence: [
        evidence(manifest.file, manifest.line("packageManager"), `names ${manager}`),
        evidence(other.path, 1, `is the lock file of ${other.manager}`),
      ],
    };
  }
  return {
    reason: "LockFileMissing",
    path: manifest.path,
    message: `There is no lock file, so that two builds may install different versions. Run ${manager} install and commit the lock file.`,
    evidence: [evidence(manifest.file, manifest.line("dependencies"), "lists dependencies without a lock file")],
  };
}

function hasDependencies({ dependencies, devDependencies }: PackageJson): boolean {
  return Object.keys(dependencies).length + Object.keys(devDependencies).length > 0;
}

/** Dependencies that the lock file was not written with: a frozen install fails on them. */
function mismatch({ manifest, lock, lockFile, members }: Locked): Problem | undefined {
  if (lock === undefined) return undefined;
  const isLocked = lockFile?.rangesOf(importerOf(lock.folder, manifest.path));
  if (isLocked === undefined) return undefined;
  const { dependencies, devDependencies } = manifest;
  const unlocked = Object.entries({ ...devDependencies, ...dependencies }).filter(
    ([name, range]) => !isLocked(name, range) && !(lock.manager === "yarn" && members.has(name)),
  );
  const [first] = unlocked;
  if (first === undefined) return undefined;
  const names = unlocked
    .map(([name]) => name)
    .slice(0, 5)
    .join(", ");
  return {
    reason: "LockFileDoesNotMatch",
    path: manifest.path,
    message: `${lock.path} does not hold ${names} as package.json asks for, so that an install from it fails. Run ${lock.manager} install and commit the lock file.`,
    evidence: [
      evidence(manifest.file, dependencyLine(manifest, first[0]), `asks for ${first[0]}`),
      evidence(lock.path, 1, `does not hold ${first[0]} so`),
    ],
  };
}

/** The package as its lock file calls it: by its folder from there, empty for the same one. */
function importerOf(lockFolder: string, path: string): string {
  return path === lockFolder ? "" : relativePath(lockFolder, path);
}
