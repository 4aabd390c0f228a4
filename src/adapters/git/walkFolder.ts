import { constants } from "node:fs";
import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { MOST_FILE_BYTES } from "../../core/ports/fileTree.ts";
import { type IgnoreRules, noIgnoreRules } from "./ignoreRules.ts";

/** Folders that hold what others wrote or what was built: nobody's source. */
const PASSED_OVER = new Set([".git", ".hg", ".svn", "node_modules", ".terraform", ".venv", "__pycache__"]);
const DEEPEST = 32;
/** How many folders are looked into at once. */
const AT_ONCE = 32;

interface Open {
  readonly path: string;
  readonly depth: number;
  readonly rules: IgnoreRules;
}

/**
 * Paths of the files below a folder, with slashes, sorted, at most `most`, without what the `.gitignore` files on the
 * way leave out. Links are not followed.
 */
export async function walkFolder(
  folder: string,
  most: number,
  signal?: AbortSignal,
): Promise<{ paths: readonly string[]; complete: boolean }> {
  const paths: string[] = [];
  let waiting: readonly Open[] = [{ path: "", depth: 0, rules: noIgnoreRules() }];
  while (waiting.length > 0) {
    signal?.throwIfAborted();
    if (paths.length > most) break;
    const looked = await Promise.all(waiting.slice(0, AT_ONCE).map((one) => lookInto(folder, one)));
    for (const { files } of looked) paths.push(...files);
    waiting = [...looked.flatMap(({ folders }) => folders), ...waiting.slice(AT_ONCE)];
  }
  return { paths: paths.slice(0, most).toSorted(), complete: paths.length <= most };
}

/** What lies in one folder and is not left out, in order of its names. */
async function lookInto(
  root: string,
  { path, depth, rules: above }: Open,
): Promise<{ files: string[]; folders: Open[] }> {
  const below = await readdir(join(root, path), { withFileTypes: true }).catch(() => []);
  const rules = below.some((one) => one.name === ".gitignore" && one.isFile())
    ? above.below(path, await readRules(join(root, path, ".gitignore")))
    : above;
  const files: string[] = [];
  const folders: Open[] = [];
  for (const one of below.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const inside = path === "" ? one.name : `${path}/${one.name}`;
    if (one.isFile() && !rules.ignores(inside)) files.push(inside);
    const isOpened = one.isDirectory() && !PASSED_OVER.has(one.name) && depth + 1 < DEEPEST;
    if (isOpened && !rules.ignores(`${inside}/`)) folders.push({ path: inside, depth: depth + 1, rules });
  }
  return { files, folders };
}

/** Empty where it cannot be read or is too large to be one. */
async function readRules(path: string): Promise<string> {
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  const handle = await open(path, flags).catch(() => undefined);
  if (handle === undefined) return "";
  try {
    const stats = await handle.stat();
    return stats.isFile() && stats.size <= MOST_FILE_BYTES ? await handle.readFile("utf8") : "";
  } finally {
    await handle.close();
  }
}
