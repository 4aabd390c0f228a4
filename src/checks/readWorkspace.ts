import { type FileEntry, type FileTree, MOST_FILE_BYTES } from "../core/ports/fileTree.ts";
import { type FileSort, isConsidered, sortOf } from "./read/wanted.ts";
import { type ReadFile, workspaceOf } from "./workspaceOf.ts";
import type { Workspace } from "./workspace.ts";

/** How many files are read at once. */
const AT_ONCE = 32;
/** How much text is read in all. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Reads what the rules ask about. Rejects where the files cannot be listed; a single file that cannot be read is noted. */
export async function readWorkspace(tree: FileTree, signal?: AbortSignal): Promise<Workspace> {
  const { files, complete } = await tree.list(signal);
  const considered = files.filter((file) => isConsidered(file.path));
  const read: ReadFile[] = complete ? [] : [unlisted(files.length)];
  let left = MOST_BYTES;
  const wanted = considered.flatMap((file) => {
    const sort = sortOf(file.path);
    if (sort === undefined) return [];
    if (file.bytes <= MOST_FILE_BYTES) left -= file.bytes;
    return [{ file, sort, affordable: left >= 0 }];
  });
  for (let index = 0; index < wanted.length; index += AT_ONCE) {
    read.push(...(await Promise.all(wanted.slice(index, index + AT_ONCE).map((one) => readOne(tree, one, signal)))));
  }
  return workspaceOf(considered, read);
}

interface WantedFile {
  readonly file: FileEntry;
  readonly sort: FileSort;
  readonly affordable: boolean;
}

async function readOne(
  tree: FileTree,
  { file, sort, affordable }: WantedFile,
  signal?: AbortSignal,
): Promise<ReadFile> {
  const { path } = file;
  if (!affordable) return { path, sort, why: "the workspace holds more text than is read" };
  const found = await tree.read(path, signal);
  switch (found.state) {
    case "text":
      return { path, sort, text: found.text };
    case "too-large":
      return { path, sort, why: "it is larger than 1 MiB" };
    case "binary":
      return { path, sort, why: "it is not text" };
    case "gone":
      return { path, sort, why: "it was gone or may not be read" };
  }
}

function unlisted(listed: number): ReadFile {
  return { path: "the rest of the workspace", sort: "yaml", why: `there are more than ${listed} files` };
}
