import * as fs from "node:fs";
import { lstat, realpath } from "node:fs/promises";
import { basename, dirname, join, sep } from "node:path";
import { promisify } from "node:util";
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
  const realFolder = sharedRealpath();
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
      return readText({ folder, root: await root, realFolder }, path);
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
    const sorted = paths.toSorted().filter((path, index, all) => path !== all[index - 1]);
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

interface Reach {
  readonly folder: string;
  /** Where the folder really lies. */
  readonly root: string;
  readonly realFolder: (folder: string) => Promise<string | undefined>;
}

/** A folder on the way may be a link by now: what counts is where the path really leads. */
async function readText({ folder, root, realFolder }: Reach, path: string): Promise<FileText> {
  const whole = join(folder, path);
  const mustBeInside = (real: string): string => {
    if (real === root || real.startsWith(root + sep)) return real;
    throw new Fault("UnsafePath", `${path} leads out of the workspace and was not read.`);
  };
  if (NO_FOLLOW !== 0) {
    const parent = await realFolder(dirname(whole));
    if (parent === undefined) return { state: "gone" };
    const found = await readRegular(join(mustBeInside(parent), basename(whole)));
    if (found !== "link") return found;
  }
  const real = await realpath(whole).catch(() => undefined);
  const found = real === undefined ? "link" : await readRegular(mustBeInside(real));
  return found === "link" ? { state: "gone" } : found;
}

/** Asks once where a folder really lies for all that want to know at the same time; keeps no answer. */
function sharedRealpath(): Reach["realFolder"] {
  const asked = new Map<string, Promise<string | undefined>>();
  return (folder) => {
    const known = asked.get(folder);
    if (known !== undefined) return known;
    const real = realpath(folder)
      .catch(() => undefined)
      .finally(() => asked.delete(folder));
    asked.set(folder, real);
    return real;
  };
}

/** 0 where the system cannot refuse links while opening. */
const NO_FOLLOW = fs.constants.O_NOFOLLOW ?? 0;
/** Without waiting: opening a pipe that lies there would never end. */
const READING = fs.constants.O_RDONLY | NO_FOLLOW | (fs.constants.O_NONBLOCK ?? 0);
const openFile = promisify(fs.open);
const readFile = promisify(fs.read);

/**
 * What may wait for the disk is asynchronous. What the system knows of an open file is asked for at once: thousands of
 * small files are read, and each trip to another thread costs more than reading.
 */
async function readRegular(path: string): Promise<FileText | "link"> {
  const file = await openFile(path, READING).catch((error: NodeJS.ErrnoException) =>
    error.code === "ELOOP" || error.code === "EMLINK" ? "link" : "gone",
  );
  if (file === "link") return "link";
  if (file === "gone") return { state: "gone" };
  try {
    const stats = fs.fstatSync(file);
    if (!stats.isFile()) return { state: "gone" };
    if (stats.size > MOST_FILE_BYTES) return { state: "too-large" };
    const { buffer, bytesRead } = await readFile(file, Buffer.allocUnsafe(stats.size), 0, stats.size, 0);
    const text = buffer.toString("utf8", 0, bytesRead);
    return text.includes("\0") ? { state: "binary" } : { state: "text", text: text.replace(/^\uFEFF/u, "") };
  } finally {
    fs.closeSync(file);
  }
}
