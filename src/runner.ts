import { basename, dirname, join, resolve } from "node:path";
import { fileTreeAt } from "./adapters/git/fileTree.ts";
import { gitAt } from "./adapters/git/git.ts";
import { runCommand } from "./adapters/process/command.ts";
import { nativeSha256 } from "./adapters/process/nativeHash.ts";
import { systemProcessTable } from "./adapters/process/processTable.ts";
import { nonce } from "./adapters/process/random.ts";
import { systemClock } from "./adapters/process/systemClock.ts";
import { userKnownRuns } from "./adapters/storage/knownRuns.ts";
import { recordFilesAt } from "./adapters/storage/recordFiles.ts";
import { runFolderAt } from "./adapters/storage/runFolder.ts";
import { timestamp } from "./base/clock.ts";
import { messageOf, reasonOf } from "./base/result.ts";
import { STATE_FOLDER } from "./core/stateFolder.ts";
import type { TryReadiness } from "./engine/checks/readiness/tryReadiness.ts";
import { leaseLock } from "./engine/leaseLock.ts";
import { readKnownState } from "./engine/records/readRuns.ts";
import type { RunPorts } from "./engine/runPorts.ts";
import { walkRun } from "./engine/walkRun.ts";
import { qualityPortsAt } from "./qualityPorts.ts";

/** The approval policies that are shipped beside `dist`. */
const POLICIES = join(__dirname, "..", "media", "cluster");

/** `node dist/runner.cjs <run folder>`: walks one run to its end, in a process of its own. */
async function main(path: string | undefined): Promise<void> {
  if (path === undefined) log("Name the folder of a run.");
  process.exitCode = path === undefined ? 2 : await walk(resolve(path));
}

/** 0 once the run has ended, however it ended; 3 where another process walks it; 1 where it cannot be walked. */
async function walk(runFolder: string): Promise<number> {
  let ports: RunPorts | undefined;
  try {
    ports = await portsFor(runFolder);
    const { run, ended } = await walkRun(ports);
    log(`Run ${run} ended: ${ended?.outcome ?? "unknown"}. ${ended?.message ?? ""}`);
    return 0;
  } catch (error) {
    log(`${reasonOf(error)}: ${messageOf(error)}`);
    return reasonOf(error) === "RunHeld" ? 3 : 1;
  } finally {
    ports?.cluster.dispose();
  }
}

async function portsFor(runFolder: string): Promise<RunPorts> {
  const processes = systemProcessTable();
  const folder = runFolderAt(runFolder, processes, userKnownRuns());
  const state = await readKnownState(folder, nativeSha256);
  const { approvals, connect, openLease } = await import("./cluster.ts");
  const cluster = await connect(state.release.context);
  const workspace = dirname(dirname(dirname(runFolder)));
  const clock = systemClock;
  const lock = leaseLock({ cluster, state, clock, openLease, log });
  const git = gitAt(workspace, runCommand);
  const files = fileTreeAt(workspace, runCommand);
  const quality = qualityPortsAt(workspace);
  const records = recordFilesAt(workspace, { processes, nonce });
  const kept = [STATE_FOLDER, "runs", basename(runFolder), "evidence"];
  const tryReadiness: TryReadiness = async (asked) => (await import("./trial.ts")).trialIn(workspace, kept)(asked);
  const own = { clock, folder, lock, nonce, hash: nativeSha256, log, tryReadiness };
  return { cluster, approvals: approvals(cluster, POLICIES), git, files, records, ...own, ...quality };
}

function log(sentence: string): void {
  process.stderr.write(`${timestamp(systemClock.now())} ${sentence}\n`);
}

void main(process.argv[2]);
