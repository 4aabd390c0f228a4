import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** Folders that hold what others wrote or what was built: nobody's source. */
const PASSED_OVER = new Set([".git", ".hg", ".svn", "node_modules", ".terraform", ".venv", "__pycache__"]);
const DEEPEST = 32;

/** Paths of the files below a folder, with slashes, sorted, at most `most`. Links are not followed. */
export async function walkFolder(
  folder: string,
  most: number,
  signal?: AbortSignal,
): Promise<{ paths: readonly string[]; complete: boolean }> {
  const paths: string[] = [];
  const open = [""];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    signal?.throwIfAborted();
    if (paths.length > most) return { paths: paths.slice(0, most).toSorted(), complete: false };
    const below = await readdir(join(folder, next), { withFileTypes: true }).catch(() => []);
    for (const one of below.toSorted((a, b) => (a.name < b.name ? 1 : -1))) {
      const path = next === "" ? one.name : `${next}/${one.name}`;
      if (one.isFile()) paths.push(path);
      else if (one.isDirectory() && !PASSED_OVER.has(one.name) && path.split("/").length < DEEPEST) open.push(path);
    }
  }
  return { paths: paths.toSorted(), complete: true };
}
