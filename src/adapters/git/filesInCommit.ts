import type { Command, RunCommand } from "../../core/ports/command.ts";
import type { FilesInCommit } from "../../core/ports/filesInCommit.ts";
import { gitCommand, isNoRepository } from "./git.ts";

/** Paths that are asked for at once: a command line holds only so much, and least on Windows. */
const AT_ONCE = 100;

/** What a commit has of the files of a folder. */
export function filesInCommit(folder: string, run: RunCommand): FilesInCommit {
  return async (commit, paths, signal) => {
    const found = new Map<string, string>();
    try {
      const prefix = paths.length === 0 ? "" : await run(prefixCommand(folder), signal);
      for (let from = 0; from < paths.length; from += AT_ONCE) {
        const asked = paths.slice(from, from + AT_ONCE);
        for (const path of await run(filesCommand(folder, commit, asked), signal)) found.set(path, prefix + path);
      }
    } catch (error) {
      if (!isNoRepository(error)) throw error;
    }
    return found;
  };
}

/** Where the folder lies in the work tree: empty for its root, else with a slash at the end. */
export function prefixCommand(folder: string): Command<string> {
  return gitCommand(folder, ["rev-parse", "--show-prefix"], (output) => output.replace(/\r?\n$/u, ""));
}

/** Regular files only: a link stays as it is while what it leads to is written anew. */
export function filesCommand(folder: string, commit: string, paths: readonly string[]): Command<readonly string[]> {
  return gitCommand(folder, ["ls-tree", "-z", commit, "--", ...paths], (output) =>
    output.split("\0").flatMap((entry) => {
      const [about = "", path] = entry.split("\t", 2);
      return path !== undefined && /^100\d{3} blob /u.test(about) ? [path] : [];
    }),
  );
}
