import { constants, type Stats } from "node:fs";
import { join, sep } from "node:path";
import type { FileChange, WriteObjection } from "../../core/ports/fileWriter.ts";
import type { FileOperations } from "./fileOperations.ts";
import { hasCode } from "./paths.ts";
import { readStanding } from "./readStanding.ts";

/** Where a change goes, looked at and found writable. */
export interface WriteTarget {
  readonly change: FileChange;
  /** Absolute, with every link on the way resolved. */
  readonly place: string;
  /** The folder it stands in and folders above it that are to be made, outermost first; absolute. */
  readonly missingFolders: readonly string[];
  /** Of the file that is there; undefined where there is none. */
  readonly stats: Stats | undefined;
}

type Reason = WriteObjection["reason"];

/** Why a change cannot be written; thrown while it is looked at. */
class Objection extends Error {
  readonly reason: Reason;
  constructor(reason: Reason, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** Looks at where a change goes. `root` is a real path. */
export async function writeTarget(
  root: string,
  change: FileChange,
  fs: FileOperations,
  mostBytes?: number,
): Promise<WriteTarget | WriteObjection> {
  try {
    const names = namesIn(change.path);
    const { folder, missing } = await walkDown(root, change.path, names, fs);
    const place = join(folder, ...missing, names.at(-1) ?? "");
    const missingFolders = missing.map((_name, index) => join(folder, ...missing.slice(0, index + 1)));
    if (missing.length > 0) {
      await mustBeWritable(folder, change.path, await fs.lstat(folder), fs);
      mustBeAsSeen(change, undefined);
      return { change, place, missingFolders, stats: undefined };
    }
    await mustBeSpelledSo(folder, names.at(-1) ?? "", change.path, fs);
    return { change, place, missingFolders, stats: await target(folder, place, change, fs, mostBytes) };
  } catch (error) {
    if (error instanceof Objection) return { path: change.path, reason: error.reason, message: error.message };
    throw error;
  }
}

/** The names of a path that came from outside. */
function namesIn(path: string): readonly string[] {
  const names = path.split("/");
  const bad = names.some((name) => name === "" || name === "." || name === ".." || /[\\\p{Cc}]/u.test(name));
  if (bad || /^[A-Za-z]:/u.test(path)) throw new Objection("UnsafePath", `${path} is no path inside the workspace.`);
  if (names.some((name) => name.toLowerCase() === ".git")) {
    throw new Objection("UnsafePath", `${path} lies in git's own folder, which is not written to.`);
  }
  return names;
}

async function walkDown(
  root: string,
  path: string,
  names: readonly string[],
  fs: FileOperations,
): Promise<{ folder: string; missing: readonly string[] }> {
  let folder = root;
  for (const [index, name] of names.slice(0, -1).entries()) {
    await mustBeSpelledSo(folder, name, path, fs);
    const stats = await statsOf(join(folder, name), fs);
    if (stats === undefined) return { folder, missing: names.slice(index, -1) };
    const here = names.slice(0, index + 1).join("/");
    folder = stats.isSymbolicLink() ? await followed(root, join(folder, name), here, fs) : join(folder, name);
    if (!(await fs.lstat(folder)).isDirectory()) {
      throw new Objection(
        "FileInTheWay",
        `${path} needs a folder ${here}, and a file has that name. Move the file away.`,
      );
    }
  }
  return { folder, missing: [] };
}

/** A folder by way of a link is taken where it lies in the workspace all the same. */
async function followed(root: string, link: string, path: string, fs: FileOperations): Promise<string> {
  const real = await fs.realpath(link).catch(() => undefined);
  if (real !== undefined && real.startsWith(root.endsWith(sep) ? root : root + sep)) return real;
  throw new Objection(
    "UnsafePath",
    `${path} is a link that leads out of the workspace. Nothing is written through it.`,
  );
}

async function target(
  folder: string,
  place: string,
  change: FileChange,
  fs: FileOperations,
  mostBytes: number | undefined,
): Promise<Stats | undefined> {
  const { path } = change;
  const stats = await statsOf(place, fs);
  if (stats?.isSymbolicLink()) {
    throw new Objection("LinkInTheWay", `${path} is a symbolic link. Write to what it points to, or remove the link.`);
  }
  if (stats?.isDirectory()) throw new Objection("FolderInTheWay", `${path} is a folder. Move it away.`);
  if (stats !== undefined && !stats.isFile())
    throw new Objection("NotText", `${path} is no regular file. Move it away.`);
  if (stats !== undefined) await mustBeWritable(place, path, stats, fs);
  await mustBeWritable(folder, path, await fs.lstat(folder), fs);
  const standing = await readStanding(place, fs, mostBytes);
  if (standing.state === "other") throw new Objection("NotText", `${path}: ${standing.why}`);
  mustBeAsSeen(change, standing.state === "text" ? standing.text : undefined);
  return stats;
}

function mustBeAsSeen({ path, before }: FileChange, now: string | undefined): void {
  if (now === before) return;
  const how = now === undefined ? "was removed" : before === undefined ? "has come into being" : "was changed";
  throw new Objection("ChangedSince", `${path} ${how} since it was looked at. Look at it again.`);
}

/** A superuser may write what is marked read-only, and still nobody wants it written. */
async function mustBeWritable(place: string, path: string, stats: Stats, fs: FileOperations): Promise<void> {
  const open = (stats.mode & 0o222) !== 0 && (await may(place, fs));
  if (open) return;
  const what = stats.isDirectory() ? `The folder of ${path} is` : `${path} is`;
  throw new Objection("ReadOnly", `${what} read-only. Make it writable, or leave this file out.`);
}

function may(place: string, fs: FileOperations): Promise<boolean> {
  return fs.access(place, constants.W_OK).then(
    () => true,
    () => false,
  );
}

/** Where upper and lower case are one, another spelling is the same file; where they are two, it would be a double. */
async function mustBeSpelledSo(folder: string, name: string, path: string, fs: FileOperations): Promise<void> {
  const there = await fs.readdir(folder);
  const other = there.find((one) => one !== name && folded(one) === folded(name));
  if (other === undefined || there.includes(name)) return;
  const message = `${path} differs from ${other}, which is there, only in its spelling. Rename one of them.`;
  throw new Objection("SpelledOtherwise", message);
}

/** A path as a file system sees it that does not tell cases and compositions apart. */
export function folded(path: string): string {
  return path.normalize("NFC").toLowerCase();
}

/** Of a link itself; undefined where nothing has the name. */
export async function statsOf(place: string, fs: FileOperations): Promise<Stats | undefined> {
  try {
    return await fs.lstat(place);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}
