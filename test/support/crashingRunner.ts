import { dirname, resolve } from "node:path";
import { fileTreeAt } from "../../src/adapters/git/fileTree.ts";
import { gitAt } from "../../src/adapters/git/git.ts";
import { runCommand } from "../../src/adapters/process/command.ts";
import { systemProcessTable } from "../../src/adapters/process/processTable.ts";
import { nonce } from "../../src/adapters/process/random.ts";
import { systemClock } from "../../src/adapters/process/systemClock.ts";
import { recordFilesAt } from "../../src/adapters/storage/recordFiles.ts";
import { runFolderAt } from "../../src/adapters/storage/runFolder.ts";
import { approvals, connect, openLease } from "../../src/cluster.ts";
import type { RunFolder } from "../../src/core/ports/runStore.ts";
import { leaseLock } from "../../src/engine/leaseLock.ts";
import { readRunState } from "../../src/engine/records/readRuns.ts";
import { walkRun } from "../../src/engine/walkRun.ts";
import { qualityPortsAt } from "../../src/qualityPorts.ts";
import { POLICIES } from "./guard/policies.ts";
import { knownBeside } from "./knownBeside.ts";

/**
 * A runner that is killed at one journal entry: `node crashingRunner.cjs FOLDER before|after SEQ|TYPE [OCCURRENCE]`, an
 * entry by its number or by its event's type. `before`: what the entry tells has happened, and nobody lived to write it
 * down. `after`: it is written, and nothing else was done. An entry that never comes lets it walk to the end.
 */

const [, , path = "", moment = "after", wanted = "none", occurrence = "1"] = process.argv;

void main();

async function main(): Promise<void> {
  const workspace = dirname(dirname(dirname(resolve(path))));
  const folder = dying(runFolderAt(resolve(path), systemProcessTable(), knownBeside(workspace)));
  const state = await readRunState(folder);
  const cluster = await connect(state.release.context);
  const lock = leaseLock({ cluster, state, clock: systemClock, openLease, log });
  const git = gitAt(workspace, runCommand);
  const files = fileTreeAt(workspace, runCommand);
  const records = recordFilesAt(workspace, { processes: systemProcessTable(), nonce });
  const quality = qualityPortsAt(workspace);
  await walkRun({
    ...quality,
    cluster,
    approvals: approvals(cluster, POLICIES),
    git,
    files,
    records,
    clock: systemClock,
    folder,
    lock,
    nonce,
    log,
  });
  cluster.dispose();
}

function log(sentence: string): void {
  console.error(sentence);
}

function dying(real: RunFolder): RunFolder {
  let left = Number(occurrence);
  const isIt = (line: string): boolean => {
    const { seq, event } = JSON.parse(line) as { seq: number; event: { type: string } };
    if (String(seq) !== wanted && event.type !== wanted) return false;
    left -= 1;
    return left === 0;
  };
  return {
    ...real,
    async takeOver() {
      const writer = await real.takeOver();
      return {
        ...writer,
        async append(line) {
          const now = isIt(line);
          if (now && moment === "before") await die();
          await writer.append(line);
          if (now) await die();
        },
      };
    },
  };
}

/** No handler, no farewell: as the machine's power or the out-of-memory killer would have it. */
function die(): Promise<never> {
  process.kill(process.pid, "SIGKILL");
  return new Promise(() => undefined);
}
