import { readFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { parseEnv } from "node:util";
import { cleanCopies } from "./adapters/git/cleanCopy.ts";
import { fileTreeAt } from "./adapters/git/fileTree.ts";
import { systemLoopback } from "./adapters/http/loopback.ts";
import { outwardWith } from "./adapters/http/outward.ts";
import { runCommand } from "./adapters/process/command.ts";
import { nativeSha256 } from "./adapters/process/nativeHash.ts";
import { guardedPrograms } from "./adapters/process/program.ts";
import { nonce } from "./adapters/process/random.ts";
import { systemClock } from "./adapters/process/systemClock.ts";
import { keptLogs } from "./adapters/storage/keptLogs.ts";
import { userKeptTrials } from "./adapters/storage/keptTrials.ts";
import { systemMadeFiles } from "./adapters/storage/madeFiles.ts";
import { STATE_FOLDER } from "./core/stateFolder.ts";
import type { Purpose } from "./engine/checks/readiness/readinessPorts.ts";
import { type TryReadiness, tryReadiness } from "./engine/checks/readiness/tryReadiness.ts";
import { keepingTried } from "./engine/readiness/keepTried.ts";

/** Really running the programs of a workspace: loaded when a readiness check is asked for. */

/** Where the last output is kept of what no run asked for. */
const KEPT = [STATE_FOLDER, "readiness"] as const;

/** Files that a person keeps values of variables in, for a purpose, the later before the earlier. */
const ownFiles = (purpose: Purpose): readonly string[] => [
  ".env",
  ".env.local",
  `.env.${purpose}`,
  `.env.${purpose}.local`,
];

/** Trying a workspace folder. `kept` names the folder, from there, that keeps what programs print. */
export function trialIn(folder: string, kept: readonly string[] = KEPT): TryReadiness {
  return (request) =>
    tryReadiness(
      {
        copy: cleanCopies(folder, runCommand, systemClock),
        programs: guardedPrograms(join(__dirname, "programGuard.cjs"), nonce),
        loopback: systemLoopback,
        made: systemMadeFiles,
        clock: systemClock,
        environment: process.env,
        pathDelimiter: delimiter,
        detect: async (at, signal) => (await import("./scaffold.ts")).openScaffolding(at).detect(signal),
        filesAt: (at) => fileTreeAt(at, runCommand),
        outward: outwardWith({ proxies: process.env }),
        ownVariables: (application, purpose) => ownVariables(folder, application, ownFiles(purpose)),
        keep: keptLogs(folder, kept, systemClock, nativeSha256),
      },
      request,
    );
}

/** The same, asked for outside of any run: what it finds is kept for the checklists, or `notKept` hears why not. */
export function askedTrialIn(folder: string, notKept: (error: unknown) => void): TryReadiness {
  return keepingTried(trialIn(folder), { trials: userKeptTrials(folder), clock: systemClock, notKept });
}

/** Of the workspace folder and of the application's own, which comes first. They are not committed, so not copied. */
async function ownVariables(
  folder: string,
  application: string,
  names: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const places = [...new Set([folder, join(folder, application)])];
  const all: Record<string, string> = {};
  for (const place of places) {
    for (const name of names) {
      const text = await readFile(join(place, name), "utf8").catch(() => "");
      Object.assign(all, parseEnv(text));
    }
  }
  return all;
}
