import { type FileTree, MOST_FILE_BYTES } from "../../core/ports/fileTree.ts";
import { Fault } from "../../base/result.ts";

/** Texts of a tree, each read once however many ask, only so many at a time and only so much in all. */
export interface TextStore {
  read(path: string): Promise<string | undefined>;
  /** Files that were asked for and could not be read, with a clause that says why. */
  readonly unread: ReadonlyMap<string, string>;
}

/** How many files are read at once. */
const AT_ONCE = 32;
/** How many characters are read in all: a tree of any size ends. */
const MOST_CHARACTERS = 256 * 1024 * 1024;

/** The texts of a tree. Reading rejects only when `signal` is aborted. */
export function textStore(tree: Pick<FileTree, "read">, signal?: AbortSignal): TextStore {
  const texts = new Map<string, Promise<string | undefined>>();
  const unread = new Map<string, string>();
  const turn = turns(AT_ONCE);
  let left = MOST_CHARACTERS;
  const load = async (path: string): Promise<string | undefined> => {
    signal?.throwIfAborted();
    if (left <= 0) {
      unread.set(path, "the tree holds more text than is read");
      return undefined;
    }
    const found = await tree.read(path, signal).catch((error: unknown) => {
      signal?.throwIfAborted();
      return { state: error instanceof Fault && error.reason === "UnsafePath" ? "outside" : "failed" } as const;
    });
    if (found.state === "text") {
      left -= found.text.length;
      return found.text;
    }
    if (found.state !== "gone") unread.set(path, WHY[found.state]);
    return undefined;
  };
  return {
    unread,
    read(path) {
      const known = texts.get(path) ?? turn(() => load(path));
      texts.set(path, known);
      return known;
    },
  };
}

const WHY = {
  "too-large": `it is larger than ${MOST_FILE_BYTES / 1024 / 1024} MiB`,
  binary: "it is not text",
  outside: "it is a link that leads out of the folder",
  failed: "the system refused it",
} as const;

/** Runs tasks as they come, at most so many at once. */
export function turns(most: number): <T>(task: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
