import type { EvidenceFile, EvidencePlace } from "../evidence/evidence.ts";
import { failed, type Finding, inconclusive, passed } from "../gates/finding.ts";
import { conflictLines, lockComplaints } from "./complaints.ts";
import { judgeStage } from "./judgeStage.ts";
import { clause } from "./lastLines.ts";
import { isDone, type Stage } from "./tried.ts";

const WORDS = { done: "Installed", failed: "InstallFailed", subject: "The installation", key: "install" } as const;

/** Whether dependencies install, and go together: what the manager warned of counts although it went on. */
export function judgeDependencies(install: Stage, timeout: number): Finding {
  const conflicts = install.tried.flatMap(({ output }) => conflictLines(output));
  if (conflicts.length === 0) return judgeStage(install, WORDS, timeout);
  const message = `Versions of dependencies do not go together, or peers are missing${clause(conflicts)}`;
  return { ...failed("VersionConflict", message, { conflicts: conflicts.length }), ...filesOf(install) };
}

/** What is known of the lock files before anything is run. */
export interface LockFacts {
  /** From the workspace folder; undefined where there is none. */
  readonly lockFile: string | undefined;
  /** What speaks against it, from the files alone. */
  readonly problems: readonly LockProblem[];
  /** Whether there is nothing that a lock file would have to hold. */
  readonly nothingToLock: boolean;
}

export interface LockProblem {
  readonly message: string;
  readonly places: readonly EvidencePlace[];
}

/** Whether the lock file is the one of its manifest. `changed`: the frozen installation wrote into it. */
export function judgeLocks(facts: LockFacts, install: Stage | undefined, changed: boolean): Finding {
  const [first] = facts.problems;
  if (first !== undefined) {
    const places = facts.problems.flatMap((one) => one.places).slice(0, 20);
    return { ...failed("LockFileWrong", facts.problems.map(({ message }) => message).join(" ")), places };
  }
  if (facts.lockFile === undefined) return withoutLockFile(facts);
  const complaints = install?.tried.flatMap(({ output }) => lockComplaints(output)) ?? [];
  if (complaints.length > 0) {
    return {
      ...failed("LockFileWrong", `The package manager says of ${facts.lockFile}${clause(complaints)}`),
      ...filesOf(install),
    };
  }
  if (changed) {
    const message = `${facts.lockFile} was changed by the installation, so it is not what the manifest asks for. Install once and commit it.`;
    return { ...failed("LockFileChanged", message), places: [{ path: facts.lockFile }] };
  }
  if (install === undefined || install.tried.length === 0 || !isDone(install)) {
    const message = `Nothing speaks against ${facts.lockFile}, but the installation from it did not go through.`;
    return { ...inconclusive("NotInstalled", message), ...filesOf(install) };
  }
  const message = `${facts.lockFile} is the only lock file, and the installation succeeded without changing it.`;
  return { ...passed("LockFileHolds", message), ...filesOf(install) };
}

function withoutLockFile({ nothingToLock }: LockFacts): Finding {
  if (nothingToLock) return passed("NothingToLock", "There are no dependencies that a lock file would have to hold.");
  const message =
    "No lock file is known here, so nothing says which versions a build takes. Commit the package manager's lock file.";
  return inconclusive("NoLockFile", message);
}

function filesOf(stage: Stage | undefined): { readonly files?: readonly EvidenceFile[] } {
  return stage?.file === undefined ? {} : { files: [stage.file] };
}
