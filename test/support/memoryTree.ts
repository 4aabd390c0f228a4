import { readWorkspace } from "../../src/checks/readWorkspace.ts";
import type { Workspace } from "../../src/checks/workspace.ts";
import { type FileTree, MOST_FILE_BYTES } from "../../src/core/ports/fileTree.ts";

/** A workspace that is only a table of texts by path, and how often each was read. */
export interface MemoryTree extends FileTree {
  readonly reads: Map<string, number>;
  readonly lists: () => number;
}

export function memoryTree(texts: Readonly<Record<string, string>>, complete = true): MemoryTree {
  const reads = new Map<string, number>();
  let lists = 0;
  return {
    reads,
    lists: () => lists,
    async list() {
      lists += 1;
      const files = Object.entries(texts).map(([path, text]) => ({ path, bytes: text.length }));
      return { files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)), source: "memory", complete };
    },
    async paths() {
      lists += 1;
      return { paths: Object.keys(texts).toSorted(), source: "memory", complete };
    },
    async read(path) {
      reads.set(path, (reads.get(path) ?? 0) + 1);
      const text = Object.hasOwn(texts, path) ? texts[path] : undefined;
      if (text === undefined) return { state: "gone" };
      return text.length > MOST_FILE_BYTES ? { state: "too-large" } : { state: "text", text };
    },
  };
}

/** What the rules see of a table of texts by path. */
export function workspaceFrom(texts: Readonly<Record<string, string>>): Promise<Workspace> {
  return readWorkspace(memoryTree(texts));
}
