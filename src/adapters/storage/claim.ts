import { constants } from "node:fs";
import { link, mkdir, open, readdir, readFile, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { Fault } from "../../base/result.ts";
import type { ProcessIdentity, ProcessTable } from "../../core/ports/processTable.ts";
import type { RunHolder } from "../../core/ports/runStore.ts";
import { hasCode } from "./paths.ts";

/**
 * Who may write a run's journal. Every process that takes a run makes the file `runners/<generation>.json`, one
 * number above the last; the file system lets one process make it. A claim is never removed or written over, so two
 * that find the same dead runner cannot both follow it, which is where a lock file that is deleted goes wrong.
 */
export interface Claim {
  readonly generation: number;
  readonly owner: ProcessIdentity;
  release(): Promise<void>;
}

const identity = z.object({ pid: z.int().positive(), startedAt: z.string().min(1), space: z.string() });
const FOLDER = "runners";
/** The highest generation: six digits. */
const MOST = 999_999;
/** To write a file of our own; a link in its place is refused, as it could lead to any file of the person. */
const NEW = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW;

/** Takes a run for this process. Rejects with `RunHeld` where another live process has it or where that cannot be told. */
export async function claimRun(runFolder: string, processes: ProcessTable): Promise<Claim> {
  const folder = join(runFolder, FOLDER);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const owner = await processes.self();
  for (;;) {
    const last = await lastGeneration(folder);
    const held = await holderOf(folder, last, processes);
    if (held.holder !== "none") throw heldFault(runFolder, held);
    const generation = last + 1;
    // A longer number would not be seen by the next one; only a hand can have come so far.
    if (generation > MOST)
      throw new Fault("StorageFailed", `The claims in ${folder} are not of runners. Look at them.`);
    if (await makeClaim(folder, generation, owner)) {
      return { generation, owner, release: () => writeFile(join(folder, `${generation}.released`), "", { flag: NEW }) };
    }
  }
}

/** Whether a live process has the run. */
export async function runHolder(runFolder: string, processes: ProcessTable): Promise<RunHolder> {
  const folder = join(runFolder, FOLDER);
  return (await holderOf(folder, await lastGeneration(folder), processes)).holder;
}

interface Held {
  readonly holder: RunHolder;
  readonly owner?: ProcessIdentity;
}

async function holderOf(folder: string, generation: number, processes: ProcessTable): Promise<Held> {
  if (generation === 0 || (await isReleased(folder, generation))) return { holder: "none" };
  const owner = identity.parse(JSON.parse(await readFile(join(folder, `${generation}.json`), "utf8")));
  const liveness = await processes.liveness(owner);
  return { holder: liveness === "dead" ? "none" : liveness, owner };
}

async function isReleased(folder: string, generation: number): Promise<boolean> {
  return (await readdir(folder)).includes(`${generation}.released`);
}

async function lastGeneration(folder: string): Promise<number> {
  try {
    const numbers = (await readdir(folder)).flatMap((name) => /^(\d{1,6})\.json$/u.exec(name)?.[1] ?? []);
    return Math.max(0, ...numbers.map(Number));
  } catch (error) {
    if (hasCode(error, "ENOENT")) return 0;
    throw error;
  }
}

/** Links a complete file to its final name, so that no one reads half a claim. False where another was first. */
async function makeClaim(folder: string, generation: number, owner: ProcessIdentity): Promise<boolean> {
  const draft = join(folder, `.draft-${owner.pid}-${generation}`);
  const file = await open(draft, NEW, 0o600);
  try {
    await file.writeFile(JSON.stringify(owner));
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, join(folder, `${generation}.json`));
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  } finally {
    await unlink(draft);
  }
}

function heldFault(runFolder: string, held: Held): Fault {
  const where = held.holder === "elsewhere" ? ` on ${held.owner?.space ?? "another machine"}` : "";
  const sentence = `${runFolder} is held by process ${held.owner?.pid ?? "?"}${where}. Ask that runner by the inbox, or wait until it has ended.`;
  return new Fault("RunHeld", sentence, { facts: { pid: held.owner?.pid, where: held.holder } });
}
