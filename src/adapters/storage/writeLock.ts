import { join } from "node:path";
import * as z from "zod";
import { Fault } from "../../base/result.ts";
import type { ProcessIdentity, ProcessTable } from "../../core/ports/processTable.ts";
import { STATE_FOLDER } from "../../core/stateFolder.ts";
import type { FileOperations } from "./fileOperations.ts";
import { hasCode, inside } from "./paths.ts";

const identity = z.object({ pid: z.int().positive(), startedAt: z.string().min(1), space: z.string() });
const LOCK = "scaffold.lock";

/**
 * Does something while no other process writes generated files to this workspace. Rejects with `Busy` where one does,
 * or where that cannot be told. What a dead process left is taken over. `tag` is a name nobody else uses.
 */
export async function whileLocked<T>(
  root: string,
  processes: ProcessTable,
  tag: string,
  fs: FileOperations,
  work: () => Promise<T>,
): Promise<T> {
  const folder = await inside(root, STATE_FOLDER);
  const made = await makeFolder(folder, fs);
  const lock = join(folder, LOCK);
  try {
    await take(lock, await processes.self(), processes, tag, fs);
    try {
      return await work();
    } finally {
      await fs.unlink(lock).catch(() => undefined);
    }
  } finally {
    // Where nothing was written there was no such folder before, and there shall be none after.
    if (made) await fs.rmdir(folder).catch(() => undefined);
  }
}

async function makeFolder(folder: string, fs: FileOperations): Promise<boolean> {
  try {
    await fs.mkdir(folder, { mode: 0o755 });
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw new Fault("ReadOnly", `${folder} cannot be made, so nothing was written. Is the workspace read-only?`, {
      cause: error,
    });
  }
}

/** A lock is linked whole to its name, so that nobody reads half of one. */
async function take(
  lock: string,
  owner: ProcessIdentity,
  processes: ProcessTable,
  tag: string,
  fs: FileOperations,
): Promise<void> {
  const draft = `${lock}.${tag}`;
  await fs.writeFile(draft, JSON.stringify(owner), { flag: "wx", mode: 0o600 });
  try {
    while (!(await linked(draft, lock, fs))) await clearDead(lock, processes, fs);
  } finally {
    await fs.unlink(draft).catch(() => undefined);
  }
}

async function linked(from: string, to: string, fs: FileOperations): Promise<boolean> {
  try {
    await fs.link(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  }
}

/**
 * Removes the lock of a dead process. Only who makes the second name for it may do so, and only when what has that name
 * is the dead one's: another process may have removed it and locked anew in between.
 */
async function clearDead(lock: string, processes: ProcessTable, fs: FileOperations): Promise<void> {
  const holder = await holderOf(lock, fs);
  if (holder === "gone") return;
  if (holder === undefined || (await processes.liveness(holder)) !== "dead") throw busy(lock, holder);
  const second = `${lock}.dead-${holder.pid}`;
  if (!(await linked(lock, second, fs).catch(ifGone))) throw busy(lock, holder);
  try {
    const taken = await holderOf(second, fs);
    if (typeof taken === "object" && taken.pid === holder.pid && taken.startedAt === holder.startedAt) {
      await fs.unlink(lock);
    }
  } finally {
    await fs.unlink(second);
  }
}

function ifGone(error: unknown): boolean {
  if (hasCode(error, "ENOENT")) return false;
  throw error;
}

async function holderOf(lock: string, fs: FileOperations): Promise<ProcessIdentity | "gone" | undefined> {
  try {
    return identity.safeParse(JSON.parse(await fs.readFile(lock, "utf8"))).data;
  } catch (error) {
    return hasCode(error, "ENOENT") ? "gone" : undefined;
  }
}

function busy(lock: string, holder: ProcessIdentity | undefined): Fault {
  const who = holder === undefined ? "Another process" : `Process ${holder.pid}`;
  const sentence = `${who} is writing generated files here. Wait until it has ended; where there is no such process, remove ${lock}.`;
  return new Fault("Busy", sentence, { facts: { pid: holder?.pid } });
}
