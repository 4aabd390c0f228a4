import { constants } from "node:fs";
import { lstat, open, realpath } from "node:fs/promises";
import { join, sep } from "node:path";
import { Fault } from "../../base/result.ts";
import type { RunCommand } from "../../core/ports/command.ts";
import {
  type FileEntry,
  type FileListing,
  type FileText,
  type FileTree,
  MOST_FILE_BYTES,
  MOST_FILES,
  MOST_PATHS,
  type PathListing,
} from "../../core/ports/fileTree.ts";
import { isNoRepository, listCommand } from "./git.ts";
import { walkFolder } from "./walkFolder.ts";

/** How many files are asked for their size at once. */
const AT_ONCE = 64;

/** The files of a folder as git sees them, or as they lie there. Links are left out, wherever they lead. */
export function fileTreeAt(folder: string, run: RunCommand): FileTree {
  let root: Promise<string> | undefined;
  return {
    async list(signal): Promise<FileListing> {
      const { paths, source, complete } = await pathsOf(folder, run, MOST_FILES, signal);
      const files = await entries(folder, paths, signal);
      return { files, source, complete };
    },
    paths: (signal) => pathsOf(folder, run, MOST_PATHS, signal),
    read: async (path, signal) => {
      signal?.throwIfAborted();
      root ??= realpath(folder);
      return readText(folder, await root, path);
    },
  };
}

async function pathsOf(
  folder: string,
  run: RunCommand,
  most: number,
  signal: AbortSignal | undefined,
): Promise<PathListing> {
  try {
    const paths = await run(listCommand(folder), signal);
    const sorted = [...new Set(paths)].toSorted();
    return { paths: sorted.slice(0, most), source: "git ls-files", complete: sorted.length <= most };
  } catch (error) {
    if (!isNoRepository(error)) throw error;
    return { ...(await walkFolder(folder, most, signal)), source: "the folder" };
  }
}

async function entries(
  folder: string,
  paths: readonly string[],
  signal: AbortSignal | undefined,
): Promise<FileEntry[]> {
  const found: FileEntry[] = [];
  for (let index = 0; index < paths.length; index += AT_ONCE) {
    signal?.throwIfAborted();
    const some = await Promise.all(paths.slice(index, index + AT_ONCE).map((path) => entry(folder, path)));
    found.push(...some.filter((one) => one !== undefined));
  }
  return found;
}

async function entry(folder: string, path: string): Promise<FileEntry | undefined> {
  const stats = await lstat(join(folder, path)).catch(() => undefined);
  return stats?.isFile() === true ? { path, bytes: stats.size } : undefined;
}

/** `root` is where the folder really lies. */
async function readText(folder: string, root: string, path: string): Promise<FileText> {
  const real = await realpath(join(folder, path)).catch(() => undefined);
  if (real === undefined) return { state: "gone" };
  // A folder on the way may be a link by now: what counts is where the path really leads.
  if (!real.startsWith(root + sep)) {
    throw new Fault("UnsafePath", `${path} leads out of the workspace and was not read.`);
  }
  return readRegular(real);
}

async function readRegular(path: string): Promise<FileText> {
  // Without waiting: opening a pipe that lies there would never end.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const handle = await open(path, flags).catch(() => undefined);
  if (handle === undefined) return { state: "gone" };
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) return { state: "gone" };
    if (stats.size > MOST_FILE_BYTES) return { state: "too-large" };
    const bytes = Buffer.alloc(stats.size);
    const { bytesRead } = await handle.read(bytes, 0, stats.size, 0);
    const text = bytes.toString("utf8", 0, bytesRead);
    return text.includes("\0") ? { state: "binary" } : { state: "text", text: text.replace(/^\uFEFF/u, "") };
  } finally {
    await handle.close();
  }
}
