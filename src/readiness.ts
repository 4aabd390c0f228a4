import { fileTreeAt } from "./adapters/git/fileTree.ts";
import { gitAt } from "./adapters/git/git.ts";
import { runCommand } from "./adapters/process/command.ts";
import { nativeSha256 } from "./adapters/process/nativeHash.ts";
import { systemProcessTable } from "./adapters/process/processTable.ts";
import { systemClock } from "./adapters/process/systemClock.ts";
import { userKeptTrials } from "./adapters/storage/keptTrials.ts";
import { userKnownRuns } from "./adapters/storage/knownRuns.ts";
import { runStoreAt } from "./adapters/storage/runStore.ts";
import { type Readiness, readinessWith } from "./engine/readiness/readiness.ts";
import { qualityPortsAt } from "./qualityPorts.ts";

/** Checklists and the comparison of environments: loaded when the Readiness view is looked at, or when asked for. */

/** Readiness in a folder with a `tidegate.yaml`. Nothing is read before it is asked for something. */
export function openReadiness(folder: string): Readiness {
  return readinessWith({
    ...qualityPortsAt(folder),
    store: runStoreAt(folder, systemProcessTable(), userKnownRuns()),
    trials: userKeptTrials(folder),
    git: gitAt(folder, runCommand),
    files: fileTreeAt(folder, runCommand),
    clock: systemClock,
    hash: nativeSha256,
  });
}
