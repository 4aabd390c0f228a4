import { join } from "node:path";
import { Fault } from "../../base/result.ts";
import {
  type FileChange,
  type FileWriter,
  MOST_LISTED,
  type Standing,
  type WriteObjection,
} from "../../core/ports/fileWriter.ts";
import type { ProcessTable } from "../../core/ports/processTable.ts";
import { type FileOperations, nodeOperations } from "./fileOperations.ts";
import { hasCode } from "./paths.ts";
import { readStanding } from "./readStanding.ts";
import { replaceFiles } from "./replaceFiles.ts";
import { whileLocked } from "./writeLock.ts";
import { folded, writeTarget, type WriteTarget } from "./writeTarget.ts";

/** What writing needs besides the folder. */
export interface WriterParts {
  readonly processes: ProcessTable;
  /** A name that nobody else uses. */
  readonly nonce: () => string;
  readonly operations?: FileOperations;
  /** The largest file that is looked at; one MiB where absent. */
  readonly mostBytes?: number;
}

/** Objections that are told in one sentence; more are counted. */
const MOST_TOLD = 10;
const AT_ONCE = 32;

/** How files are looked at. */
interface Disk {
  readonly fs: FileOperations;
  readonly mostBytes: number | undefined;
}

/** Writes files into a folder: all or none, one process at a time. */
export function fileWriterAt(folder: string, parts: WriterParts): FileWriter {
  const fs = parts.operations ?? nodeOperations;
  const disk = { fs, mostBytes: parts.mostBytes };
  const root = (): Promise<string> => fs.realpath(folder);
  return {
    look: async (paths) => lookAt(await root(), paths, disk),
    list: async (below) => listBelow(await root(), below, fs),
    objections: async (changes) => objectionsIn(await targetsOf(await root(), changes, disk)),
    async write(changes) {
      if (changes.length === 0) return;
      const real = await root();
      const tag = parts.nonce();
      await whileLocked(real, parts.processes, tag, fs, async () => {
        const targets = await targetsOf(real, changes, disk);
        refuse(objectionsIn(targets));
        await replaceFiles(targets.filter(isTarget), tag, fs);
      });
    },
  };
}

async function lookAt(root: string, paths: readonly string[], disk: Disk): Promise<ReadonlyMap<string, Standing>> {
  const seen = new Map<string, Standing>();
  for (let index = 0; index < paths.length; index += AT_ONCE) {
    const some = paths.slice(index, index + AT_ONCE);
    const standings = await Promise.all(some.map((path) => lookAtOne(root, path, disk)));
    for (const [offset, path] of some.entries()) seen.set(path, standings[offset] ?? { state: "missing" });
  }
  return seen;
}

/** A path that cannot be written is not read either: links on the way may lead anywhere. */
async function lookAtOne(root: string, path: string, { fs, mostBytes }: Disk): Promise<Standing> {
  const standing = await readStanding(join(root, path), fs, mostBytes);
  if (standing.state === "missing") return standing;
  const target = await writeTarget(root, { path, text: "", before: textOf(standing) }, fs, mostBytes);
  const unsafe = "reason" in target && (target.reason === "UnsafePath" || target.reason === "FileInTheWay");
  return unsafe ? { state: "other", why: target.message } : standing;
}

function textOf(standing: Standing): string | undefined {
  return standing.state === "text" ? standing.text : undefined;
}

async function targetsOf(
  root: string,
  changes: readonly FileChange[],
  { fs, mostBytes }: Disk,
): Promise<readonly (WriteTarget | WriteObjection)[]> {
  const seen = new Map<string, string>();
  const targets: (WriteTarget | WriteObjection)[] = [];
  for (const change of changes) {
    const target = await writeTarget(root, change, fs, mostBytes);
    const key = "place" in target ? folded(target.place) : folded(change.path);
    targets.push(twice(change.path, seen.get(key)) ?? target);
    seen.set(key, change.path);
  }
  return targets;
}

function twice(path: string, other: string | undefined): WriteObjection | undefined {
  if (other === undefined) return undefined;
  const what = other === path ? "would be written twice" : `and ${other} are one file where upper and lower case are`;
  return { path, reason: "PathTwice", message: `${path} ${what}. Leave one of them out.` };
}

function isTarget(one: WriteTarget | WriteObjection): one is WriteTarget {
  return "place" in one;
}

function objectionsIn(targets: readonly (WriteTarget | WriteObjection)[]): readonly WriteObjection[] {
  return targets.flatMap((one) => (isTarget(one) ? [] : [one]));
}

function refuse(objections: readonly WriteObjection[]): void {
  const [first] = objections;
  if (first === undefined) return;
  const told = objections.slice(0, MOST_TOLD).map(({ message }) => message);
  const more = objections.length > MOST_TOLD ? [`${objections.length - MOST_TOLD} more files cannot be written.`] : [];
  throw new Fault(first.reason, [...told, ...more, "Nothing was written."].join("\n"));
}

async function listBelow(root: string, below: string, fs: FileOperations): Promise<readonly string[]> {
  const paths: string[] = [];
  const open = [below];
  for (let folder = open.pop(); folder !== undefined && paths.length < MOST_LISTED; folder = open.pop()) {
    // No link on the way is followed: what it leads to is not the workspace's own.
    const real = await fs.realpath(join(root, folder)).catch(() => undefined);
    const entries = real === join(root, folder) ? await entriesOf(real, fs) : [];
    for (const entry of entries) {
      if (entry.isDirectory()) open.push(`${folder}/${entry.name}`);
      else if (entry.isFile()) paths.push(`${folder}/${entry.name}`);
    }
  }
  return paths.toSorted().slice(0, MOST_LISTED);
}

async function entriesOf(folder: string, fs: FileOperations) {
  try {
    return await fs.readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR", "EACCES")) return [];
    throw error;
  }
}
