import { writeFile } from "atomically";
import { createHash } from "node:crypto";
import { mkdir, readFile, realpath } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { type Tried, withTried } from "../../core/checklists/tried.ts";
import { evidenceSchema } from "../../core/journal/eventSchema.ts";
import type { KeptTrials } from "../../core/ports/keptTrials.ts";
import { stateFolder } from "./knownRuns.ts";

const schema = z.object({
  version: z.literal(1),
  tried: z.array(z.object({ subject: z.string(), workloads: z.array(z.string()), evidence: evidenceSchema })),
});

/** What this user has tried on this machine of the workspace in `folder`. */
export function userKeptTrials(folder: string): KeptTrials {
  return keptTrialsIn(join(stateFolder(process.platform, process.env, homedir()), "tidegate", "trials"), folder);
}

/** One file a workspace folder, in `state`, named by the hash of the folder's real path. */
export function keptTrialsIn(state: string, folder: string): KeptTrials {
  const fileOf = async (): Promise<string> => join(state, `${sha256(await realpath(folder))}.json`);
  const read = async (): Promise<readonly Tried[]> => {
    try {
      return schema.parse(JSON.parse(await readFile(await fileOf(), "utf8"))).tried;
    } catch {
      // It says less than the next trial will, and whatever waits for it stays open.
      return [];
    }
  };
  return {
    read,
    async keep(tried) {
      await mkdir(state, { recursive: true, mode: 0o700 });
      const text = JSON.stringify({ version: 1, tried: withTried(await read(), tried) });
      await writeFile(await fileOf(), text, { mode: 0o600 });
    },
  };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
