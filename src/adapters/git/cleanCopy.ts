import { constants } from "node:fs";
import { copyFile, lstat, mkdir, mkdtemp, readdir, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Clock } from "../../base/clock.ts";
import { Fault, messageOf } from "../../base/result.ts";
import type { CleanCopy, MakeCleanCopy } from "../../core/ports/cleanCopy.ts";
import type { Command, RunCommand } from "../../core/ports/command.ts";
import { STATE_FOLDER } from "../../core/stateFolder.ts";
import { fileTreeAt } from "./fileTree.ts";
import { gitCommand, isNoRepository } from "./git.ts";

const PREFIX = "tidegate-ready-";
/** No trial takes as long: who made such a copy was killed. Milliseconds. */
const ABANDONED_MS = 24 * 60 * 60 * 1000;

/** A checkout of a large repository. */
const TIMEOUT_MS = 300_000;

/**
 * Copies of a workspace folder, each in a new folder of the system's temporary ones: what lies above it must not be
 * found by programs that look upward, such as another `node_modules`. With git it is the commit that is checked out,
 * as a clone which shares the objects; nothing is written into the repository. Without git it is the files that are
 * not ignored. Links out of the folder are not copied then.
 */
export function cleanCopies(folder: string, run: RunCommand, clock: Clock): MakeCleanCopy {
  return async (signal) => {
    await removeAbandoned(clock.now());
    const root = await realpath(await mkdtemp(join(tmpdir(), PREFIX)));
    const dispose = (): Promise<void> =>
      rm(root, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
    try {
      const commit = await commitAt(folder, run, signal);
      const copied = commit === undefined ? copyFiles(folder, root, run, signal) : clone(commit, root, run, signal);
      return { ...(await copied), dispose };
    } catch (error) {
      await dispose();
      const message = `No clean copy of ${folder} could be made: ${messageOf(error)}`;
      throw new Fault("NotCopied", message, { cause: error });
    }
  };
}

/** Another person's are not ours to remove, and are no harm. */
async function removeAbandoned(now: number): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names.filter((one) => one.startsWith(PREFIX))) {
    const path = join(tmpdir(), name);
    const found = await lstat(path).catch(() => undefined);
    if (found?.isDirectory() !== true || now - found.mtimeMs < ABANDONED_MS) continue;
    await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** What is checked out, and where the folder stands in it. */
interface Commit {
  readonly hash: string;
  readonly top: string;
  /** From the top, with slashes; empty for the top itself. */
  readonly prefix: string;
}

/** Undefined without git, and before the first commit. */
async function commitAt(folder: string, run: RunCommand, signal?: AbortSignal): Promise<Commit | undefined> {
  const args = ["rev-parse", "--show-toplevel", "--show-prefix", "--verify", "HEAD^{commit}"];
  try {
    return await run(gitCommand(folder, args, readCommit), signal);
  } catch (error) {
    if (isNoRepository(error) || (error instanceof Fault && /Needed a single revision/u.test(error.message))) {
      return undefined;
    }
    throw error;
  }
}

function readCommit(output: string): Commit {
  const [top = "", prefix = "", hash = ""] = output.split("\n");
  return { top, prefix: prefix.replace(/\/$/u, ""), hash };
}

/** A clone of its own, so that builds which ask git for a version get their answer. */
async function clone(
  { hash, top, prefix }: Commit,
  root: string,
  run: RunCommand,
  signal?: AbortSignal,
): Promise<Omit<CleanCopy, "dispose">> {
  const source = join(root, "source");
  await run(local(root, ["clone", "--quiet", "--shared", "--no-checkout", "--", top, source]), signal);
  await run(local(source, ["checkout", "--quiet", "--detach", hash]), signal);
  const folder = join(source, prefix);
  if (!(await isFolder(folder))) throw new Fault("NotCommitted", `${prefix} is not part of the commit ${hash}.`);
  return { folder, commit: hash };
}

/** Only from this machine: a repository may name others. */
function local(folder: string, args: readonly string[]): Command<undefined> {
  const command = gitCommand(folder, args, () => undefined);
  return { ...command, env: { ...command.env, GIT_ALLOW_PROTOCOL: "file" }, timeoutMs: TIMEOUT_MS };
}

async function copyFiles(
  folder: string,
  root: string,
  run: RunCommand,
  signal?: AbortSignal,
): Promise<Omit<CleanCopy, "dispose">> {
  const { paths, complete } = await fileTreeAt(folder, run).paths(signal);
  if (!complete) throw new Fault("TreeTooLarge", "It holds too many files. Put it under git, or have some ignored.");
  const target = join(root, "source");
  await mkdir(target);
  for (const path of paths) {
    signal?.throwIfAborted();
    if (!path.startsWith(`${STATE_FOLDER}/`)) await copyIfFile(join(folder, path), join(target, path));
  }
  return { folder: target };
}

async function copyIfFile(from: string, to: string): Promise<void> {
  const found = await lstat(from).catch(() => undefined);
  if (found?.isFile() !== true) return;
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to, constants.COPYFILE_FICLONE);
}

async function isFolder(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined))?.isDirectory() === true;
}
