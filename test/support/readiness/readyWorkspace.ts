import { execFile } from "node:child_process";
import { cp, readFile, rename, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseEnv, promisify } from "node:util";
import { cleanCopies } from "../../../src/adapters/git/cleanCopy.ts";
import { fileTreeAt } from "../../../src/adapters/git/fileTree.ts";
import { systemLoopback } from "../../../src/adapters/http/loopback.ts";
import { outwardWith } from "../../../src/adapters/http/outward.ts";
import { runCommand } from "../../../src/adapters/process/command.ts";
import { nativeSha256 } from "../../../src/adapters/process/nativeHash.ts";
import { systemClock } from "../../../src/adapters/process/systemClock.ts";
import { keptLogs } from "../../../src/adapters/storage/keptLogs.ts";
import { systemMadeFiles } from "../../../src/adapters/storage/madeFiles.ts";
import type { Finding } from "../../../src/core/gates/finding.ts";
import type { Readiness } from "../../../src/core/gates/terms.ts";
import type { ReadinessPorts } from "../../../src/engine/checks/readiness/readinessPorts.ts";
import { type ReadinessCheckId, tryReadiness } from "../../../src/engine/checks/readiness/tryReadiness.ts";
import { detect } from "../../../src/scaffold/detect/detect.ts";
import { temporaryFolder } from "../temporaryFolder.ts";
import { programs } from "./programs.ts";

const execute = promisify(execFile);
const APP = fileURLToPath(new URL("../../fixtures/readiness/app", import.meta.url));

/** What goes wrong with the application; nothing where it is empty. */
export interface Behaviour {
  readonly build?: "fails" | "hangs" | "nothing" | "empty" | "warns";
  /** Bytes of a file that the build adds. */
  readonly size?: number;
  readonly server?: readonly (
    | "crashes"
    | "stubborn"
    | "silent"
    | "unhealthy"
    | "missing asset"
    | "always a page"
    | "no web socket"
    | "uncached"
    | "crashes in development"
  )[];
  readonly cors?: "none" | "reflects";
}

/** The value of a variable that must show nowhere. */
export const SECRET = "correct-horse-battery-staple";

/** A committed workspace with one small application, and a `.env` that is not committed. */
export async function readyWorkspace(
  behaviour: Behaviour = {},
  files: Readonly<Record<string, string>> = {},
): Promise<string> {
  const folder = await temporaryFolder();
  await cp(APP, folder, { recursive: true });
  await rename(join(folder, "gitignore"), join(folder, ".gitignore"));
  const all = { "behaviour.json": JSON.stringify(behaviour), ...files };
  for (const [path, text] of Object.entries(all)) await writeFile(join(folder, path), text);
  await execute("git", ["init", "-q"], { cwd: folder });
  for (const [name, value] of [
    ["user.name", "T"],
    ["user.email", "t@example.com"],
    ["commit.gpgsign", "false"],
  ] as const) {
    await execute("git", ["config", name, value], { cwd: folder });
  }
  await committed(folder);
  await writeFile(join(folder, ".env"), `GREETING=you\nDB_PASSWORD=${SECRET}\n`);
  return folder;
}

/** Commits all that a workspace holds now. */
export async function committed(folder: string): Promise<void> {
  await execute("git", ["add", "-A"], { cwd: folder });
  await execute("git", ["commit", "-qm", "one"], { cwd: folder });
}

/** What the application's `tidegate.yaml` would say of it besides what is found. */
export const SAID: Readiness = {
  folder: ".",
  variables: ["GREETING", "DB_PASSWORD"],
  health: "/healthz",
  output: { folder: "dist", maxBytes: 100 * 1024 },
  calls: [{ path: "/api/greeting", method: "GET", status: 200 }],
  cors: { path: "/api/greeting", origin: "https://shop.example.com" },
  webSocket: "/live",
  services: [],
  assets: [],
  timeout: 120,
};

/** Without a package manager: what is needed lies in the commit. */
export const WITHOUT_INSTALL: Readiness = {
  ...SAID,
  install: ["node", "-e", "fs.cpSync('greeting','node_modules/greeting',{recursive:true})"],
};

/** The real parts, those replaced that a test needs to be others. */
export function readinessPorts(folder: string, more: Partial<ReadinessPorts> = {}): ReadinessPorts {
  return {
    copy: cleanCopies(folder, runCommand, systemClock),
    programs,
    loopback: systemLoopback,
    outward: outwardWith({ proxies: {} }),
    made: systemMadeFiles,
    clock: systemClock,
    environment: process.env,
    pathDelimiter: delimiter,
    detect: (at) => detect(fileTreeAt(at, runCommand)),
    filesAt: (at) => fileTreeAt(at, runCommand),
    ownVariables: async () => ({ ...parseEnv(await readFile(join(folder, ".env"), "utf8")) }) as Record<string, string>,
    keep: keptLogs(folder, [".tidegate", "readiness"], systemClock, nativeSha256),
    ...more,
  };
}

/** Tries checks for real; each finding as `verdict Reason`. */
export async function tried(
  folder: string,
  checks: readonly ReadinessCheckId[],
  readiness: Readiness = WITHOUT_INSTALL,
  more: Partial<ReadinessPorts> = {},
): Promise<Readonly<Record<string, Finding>>> {
  const request = { readiness, checks, workloads: [], signal: new AbortController().signal };
  return Object.fromEntries(await tryReadiness(readinessPorts(folder, more), request));
}

/** The verdict and the reason of a finding. */
export function shortly(finding: Finding | undefined): string {
  return `${finding?.verdict} ${finding?.reason}`;
}
