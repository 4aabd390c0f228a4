import { dirname, join } from "node:path";
import { Fault, messageOf } from "../../base/result.ts";
import type { FileOperations } from "./fileOperations.ts";
import { statsOf, type WriteTarget } from "./writeTarget.ts";

/** A target with its new text beside it, under another name. */
interface Staged {
  readonly target: WriteTarget;
  readonly draft: string;
  /** Where what is there now is kept until all is done. */
  readonly backup: string;
}

/**
 * Puts all texts in place, or none: every text is written beside its target first, then one after another takes the
 * target's name. Whatever fails, what was there is put back. `tag` makes the names of drafts nobody else's.
 */
export async function replaceFiles(targets: readonly WriteTarget[], tag: string, fs: FileOperations): Promise<void> {
  const done: Step[] = [];
  const staged = targets.map((target, index) => stagedAt(target, `${tag}-${index}`));
  try {
    for (const folder of foldersFor(targets)) await makeFolder(folder, done, fs);
    for (const one of staged) await writeDraft(one, done, fs);
    for (const one of staged) await putInPlace(one, done, fs);
  } catch (error) {
    throw await undone(done, error);
  }
  // All is written: a backup that cannot be removed is no reason to say otherwise.
  await Promise.all(staged.map(({ backup }) => fs.unlink(backup).catch(() => undefined)));
}

/** How a step is taken back; nothing is left of it then. */
interface Step {
  readonly path: string;
  readonly undo: () => Promise<unknown>;
}

function stagedAt(target: WriteTarget, tag: string): Staged {
  const folder = dirname(target.place);
  return { target, draft: join(folder, `.tidegate-${tag}.new`), backup: join(folder, `.tidegate-${tag}.old`) };
}

function foldersFor(targets: readonly WriteTarget[]): readonly string[] {
  return [...new Set(targets.flatMap(({ missingFolders }) => missingFolders))];
}

async function makeFolder(folder: string, done: Step[], fs: FileOperations): Promise<void> {
  await fs.mkdir(folder);
  done.push({ path: folder, undo: () => fs.rmdir(folder) });
}

async function writeDraft({ target, draft }: Staged, done: Step[], fs: FileOperations): Promise<void> {
  const { change, stats } = target;
  const file = await fs.open(draft, "wx", change.executable === true ? 0o777 : 0o666);
  done.push({ path: draft, undo: () => fs.unlink(draft).catch(ignoreMissing) });
  try {
    await file.writeFile(change.text);
    if (stats !== undefined) await file.chmod(stats.mode & 0o7777);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function putInPlace({ target, draft, backup }: Staged, done: Step[], fs: FileOperations): Promise<void> {
  const { place, stats } = target;
  await mustBeTheSame(target, fs);
  let renamed = false;
  if (stats !== undefined) {
    const undo = () => (renamed ? fs.rename(backup, place) : fs.unlink(backup).catch(ignoreMissing));
    done.push({ path: `${place}, whose text is in ${backup}`, undo });
    // Not every file system knows a second name for a file; all know a copy.
    await fs.link(place, backup).catch(() => fs.copyFile(place, backup));
  }
  await fs.rename(draft, place);
  renamed = true;
  if (stats === undefined) done.push({ path: place, undo: () => fs.unlink(place) });
}

/** Between the look and now somebody may have saved the file or put a link in the way. */
async function mustBeTheSame({ place, stats, change }: WriteTarget, fs: FileOperations): Promise<void> {
  const folder = dirname(place);
  const now = await statsOf(place, fs);
  const same = now?.ino === stats?.ino && now?.mtimeMs === stats?.mtimeMs && now?.size === stats?.size;
  if (same && (await fs.realpath(folder)) === folder) return;
  throw new Fault("ChangedSince", `${change.path} was changed while it was written. Look at it again.`);
}

async function undone(done: readonly Step[], cause: unknown): Promise<Fault> {
  const left: string[] = [];
  for (const { path, undo } of done.toReversed()) {
    await undo().catch(() => left.push(path));
  }
  const rest =
    left.length === 0
      ? "Everything was put back; nothing was written."
      : `Look at what could not be put back: ${left.join(", ")}.`;
  const reason = cause instanceof Fault ? cause.reason : "WriteFailed";
  const what = cause instanceof Fault ? cause.message : `The files could not be written: ${messageOf(cause)}.`;
  return new Fault(reason, `${what} ${rest}`, { cause });
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error;
}
