import { constants } from "node:fs";
import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { MOST_FILE_BYTES } from "../../core/ports/fileTree.ts";
import { type IgnoreRules, noIgnoreRules } from "./ignoreRules.ts";

/** Folders that hold what others wrote or what was built: nobody's source. */
const PASSED_OVER = new Set([".git", ".hg", ".svn", "node_modules", ".terraform", ".venv", "__pycache__"]);
const DEEPEST = 32;

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
  const waiting: Open[] = [{ path: "", depth: 0, rules: noIgnoreRules() }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    signal?.throwIfAborted();
    if (paths.length > most) return { paths: paths.slice(0, most).toSorted(), complete: false };
    const { path, depth } = next;
    const below = await readdir(join(folder, path), { withFileTypes: true }).catch(() => []);
    const rules = below.some((one) => one.name === ".gitignore" && one.isFile())
      ? next.rules.below(path, await readRules(join(folder, path, ".gitignore")))
      : next.rules;
    for (const one of below.toSorted((a, b) => (a.name < b.name ? 1 : -1))) {
      const inside = path === "" ? one.name : `${path}/${one.name}`;
      if (one.isFile() && !rules.ignores(inside)) paths.push(inside);
      const isOpened = one.isDirectory() && !PASSED_OVER.has(one.name) && depth + 1 < DEEPEST;
      if (isOpened && !rules.ignores(`${inside}/`)) waiting.push({ path: inside, depth: depth + 1, rules });
    }
  }
  return { paths: paths.toSorted(), complete: true };
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
