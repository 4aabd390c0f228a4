import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Fault } from "../../base/result.ts";
import type { KnownRuns } from "../../core/ports/knownRuns.ts";
import type { ProcessTable } from "../../core/ports/processTable.ts";
import type { RunFolder, RunStore } from "../../core/ports/runStore.ts";
import { STATE_FOLDER, STATE_IGNORE } from "../../core/stateFolder.ts";
import { INBOX } from "./inboxFolder.ts";
import { appendLine, openForAppend } from "./journalFile.ts";
import { hasCode, inside, isRunNumber, runNumber } from "./paths.ts";
import { runFolderAt } from "./runFolder.ts";
import { stored } from "./storageFailed.ts";
import { syncFolder } from "./syncFolder.ts";
import { watchPath } from "./watchPath.ts";

const RUNS = "runs";
/** Folders being made begin so and are no runs yet. */
const DRAFT = "draft-";

/** The runs kept in `<folder>/.tidegate/runs`; `folder` is the one with `tidegate.yaml`. New ones are noted in `known`. */
export function runStoreAt(folder: string, processes: ProcessTable, known: KnownRuns): RunStore {
  const runs = (): Promise<string> => inside(folder, STATE_FOLDER, RUNS);
  const list = async (): Promise<string[]> => {
    const path = await runs();
    return stored("The runs cannot be listed", path, () => runNumbers(path));
  };
  return {
    list,
    async create(firstLine) {
      const place = await runs();
      return stored("The run cannot be written down, and was not begun", place, async () => {
        await makeStateFolder(folder);
        return runFolderAt(await createRun(place, firstLine, known), processes, known);
      });
    },
    async open(run): Promise<RunFolder> {
      const path = await inside(folder, STATE_FOLDER, RUNS, runNumber(run));
      const found = await stat(path).catch(() => undefined);
      if (found?.isDirectory() !== true) throw new Fault("RunNotFound", `There is no run ${run} in ${folder}.`);
      return runFolderAt(path, processes, known);
    },
    watch: (onChange) => watchPath(folder, [STATE_FOLDER, RUNS], onChange),
  };
}

/** Runs hold names, images and log lines: never for the repository, so git is told to leave them. */
export async function makeStateFolder(folder: string): Promise<void> {
  const path = await inside(folder, STATE_FOLDER, RUNS);
  await mkdir(path, { recursive: true, mode: 0o700 });
  const ignore = await inside(folder, STATE_FOLDER, ".gitignore");
  await writeFile(ignore, STATE_IGNORE, { flag: "wx" }).catch((error: unknown) => {
    if (!hasCode(error, "EEXIST")) throw error;
  });
}

/**
 * Makes the folder with its first line under another name and then gives it its number: a run is there whole or not
 * at all. A number that is taken meanwhile makes the renaming fail, and the next one is tried.
 */
async function createRun(runs: string, firstLine: (run: string) => string, known: KnownRuns): Promise<string> {
  const draft = await mkdtemp(join(runs, DRAFT));
  try {
    await mkdir(join(draft, INBOX), { mode: 0o700 });
    for (let number = nextNumber(await runNumbers(runs)); ; number += 1) {
      const path = join(runs, String(number));
      const line = firstLine(String(number));
      await writeFirstLine(draft, line);
      await known.remember(path, line);
      if (await renameToNew(draft, path)) {
        await syncFolder(runs);
        return path;
      }
    }
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

async function writeFirstLine(folder: string, line: string): Promise<void> {
  const file = await openForAppend(folder);
  try {
    await file.truncate(0);
    await appendLine(file, line);
  } finally {
    await file.close();
  }
  await syncFolder(folder);
}

async function renameToNew(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, "ENOTEMPTY", "EEXIST", "EPERM") && (await stat(to).catch(() => undefined))) return false;
    throw error;
  }
}

async function runNumbers(runs: string): Promise<string[]> {
  try {
    return (await readdir(runs)).filter(isRunNumber).toSorted((a, b) => Number(a) - Number(b));
  } catch (error) {
    if (hasCode(error, "ENOENT")) return [];
    throw error;
  }
}

function nextNumber(runs: readonly string[]): number {
  return Number(runs.at(-1) ?? 0) + 1;
}
