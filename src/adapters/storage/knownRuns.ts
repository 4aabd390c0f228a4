import { writeFile } from "atomically";
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { mkdir, open, readFile, realpath } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, isAbsolute, join } from "node:path";
import type { KnownRuns } from "../../core/ports/knownRuns.ts";
import { hasCode } from "./paths.ts";
import { syncFolder } from "./syncFolder.ts";

/** What the name of the note about a journal's last line ends in. */
const LAST = ".last";

const { O_APPEND, O_CREAT, O_NOFOLLOW, O_WRONLY } = constants;

/** The runs that this user started on this machine. */
export function userKnownRuns(): KnownRuns {
  return knownRunsIn(join(stateFolder(process.platform, process.env, homedir()), "tidegate", "runs"));
}

/**
 * One file a run, named by the hash of where the run lies. It holds the hash of the journal's first line: one hash a
 * line, as two that ask at once may both note the same number before one of them gets it.
 */
export function knownRunsIn(folder: string): KnownRuns {
  return {
    async remember(runFolder, firstLine) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const file = await open(await noteOf(folder, runFolder), O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW, 0o600);
      try {
        await file.appendFile(`${sha256(firstLine)}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      await syncFolder(folder);
    },
    async isKnown(runFolder, firstLine) {
      return (await hashesIn(await noteOf(folder, runFolder))).includes(sha256(firstLine));
    },
    async noteLast(runFolder, line) {
      const note = `${await noteOf(folder, runFolder)}${LAST}`;
      // Replaced whole, and not waited for: a note that a power cut takes back is one that still holds.
      await writeFile(note, `${sha256(line)}\n`, { mode: 0o600, fsync: false });
    },
    async lastNoted(runFolder) {
      const [hash = ""] = await hashesIn(`${await noteOf(folder, runFolder)}${LAST}`);
      return /^[0-9a-f]{64}$/u.test(hash) ? hash : undefined;
    },
  };
}

/** Where programs of this user keep what must outlast a restart: the XDG base directories, and what takes their place. */
export function stateFolder(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, home: string): string {
  if (platform === "win32") return env["LOCALAPPDATA"] ?? join(home, "AppData", "Local");
  if (platform === "darwin") return join(home, "Library", "Application Support");
  const named = env["XDG_STATE_HOME"] ?? "";
  // The specification has relative paths ignored; one would lead into the workspace.
  return isAbsolute(named) ? named : join(home, ".local", "state");
}

/** The run's own folder need not be there yet, and must not be a way round if it is a link. */
async function noteOf(folder: string, runFolder: string): Promise<string> {
  return join(folder, sha256(join(await realpath(dirname(runFolder)), basename(runFolder))));
}

async function hashesIn(file: string): Promise<string[]> {
  try {
    return (await readFile(file, "utf8")).split("\n");
  } catch (error) {
    if (hasCode(error, "ENOENT")) return [];
    throw error;
  }
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
