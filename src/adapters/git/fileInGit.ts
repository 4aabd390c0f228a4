import type { Command, RunCommand } from "../../core/ports/command.ts";
import type { FileInGit } from "../../core/ports/fileInGit.ts";
import { gitCommand, isNoRepository } from "./git.ts";

/** What git makes of the files of a folder. */
export function fileInGit(folder: string, run: RunCommand): FileInGit {
  return async (path, signal) => {
    try {
      return await run(fileInGitCommand(folder, path), signal);
    } catch (error) {
      if (isNoRepository(error)) return undefined;
      throw error;
    }
  };
}

/** Asks for one file with a letter before it: `?` is known to nobody, any other is tracked. */
export function fileInGitCommand(folder: string, path: string): Command<"tracked" | "open" | undefined> {
  const args = ["ls-files", "-t", "-z", "--cached", "--others", "--exclude-standard", "--", `:(literal)${path}`];
  return gitCommand(folder, args, (output) => {
    if (output === "") return undefined;
    return output.startsWith("? ") ? "open" : "tracked";
  });
}
