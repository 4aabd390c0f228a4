import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { lstat, opendir, realpath, rm } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { Fault } from "../../base/result.ts";
import type { FolderSize, MadeFiles } from "../../core/ports/madeFiles.ts";
import { hasCode } from "./paths.ts";

/** The files of this machine. */
export const systemMadeFiles: MadeFiles = { sizeOf, hashOf, remove };

async function sizeOf(folder: string): Promise<FolderSize | undefined> {
  if ((await lstat(folder).catch(() => undefined))?.isDirectory() !== true) return undefined;
  let files = 0;
  let bytes = 0;
  for await (const entry of await opendir(folder, { recursive: true })) {
    if (!entry.isFile()) continue;
    files += 1;
    bytes += (await lstat(join(entry.parentPath, entry.name))).size;
  }
  return { files, bytes };
}

async function hashOf(file: string): Promise<string | undefined> {
  const hash = createHash("sha256");
  try {
    await pipeline(createReadStream(file), hash);
    return hash.digest("hex");
  } catch (error) {
    if (hasCode(error, "ENOENT", "EISDIR", "ENOTDIR")) return undefined;
    throw error;
  }
}

/** What is above the folder may be a link that a program made; the folder itself is removed as what it is. */
async function remove(root: string, folder: string): Promise<void> {
  const above = await realpath(dirname(folder)).catch(() => undefined);
  if (above === undefined) return;
  const top = await realpath(root);
  if (folder === root || (above !== top && !above.startsWith(top + sep))) {
    throw new Fault("UnsafePath", `${folder} leads out of ${root}; it was not removed.`);
  }
  await rm(folder, { recursive: true, force: true });
}
