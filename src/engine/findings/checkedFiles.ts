import { mayBeChecked } from "../../checks/files/fileKind.ts";
import type { FileTree } from "../../core/ports/fileTree.ts";

/** Folders whose files are kept for other tools. */
const KEPT = /(?:^|\/)(?:node_modules|vendor|\.tidegate)\//u;

/** Whether a file lies in a folder that is kept for other tools. */
export function isKept(path: string): boolean {
  return KEPT.test(path);
}

/** Files of a tree that rules may know, by their paths. */
export async function pathsIn(
  tree: FileTree,
  signal: AbortSignal | undefined,
): Promise<{ readonly paths: readonly string[]; readonly complete: boolean }> {
  const { paths, complete } = await tree.paths(signal);
  return { paths: paths.filter((path) => mayBeChecked(path) && !isKept(path)), complete };
}
