import type { Command, RunCommand } from "../../core/ports/command.ts";
import type { GitOrigin, ReadGitOrigin } from "../../core/ports/gitOrigin.ts";
import { gitCommand, isNoRepository } from "./git.ts";

/** Branches that are delivered from when nobody says otherwise. */
const USUAL = new Set(["main", "master", "trunk", "develop", "default"]);

/** What git has set up as `origin` of a folder. */
export function gitOriginOf(folder: string, run: RunCommand): ReadGitOrigin {
  return async (signal): Promise<GitOrigin> => {
    try {
      const [url, below, head, branch] = await Promise.all([
        run(originCommand(folder), signal),
        run(placeCommand(folder), signal),
        run(originHeadCommand(folder), signal),
        run(currentBranchCommand(folder), signal),
      ]);
      const defaultBranch = head ?? (USUAL.has(branch ?? "") ? branch : undefined);
      return {
        ...(url !== undefined && { url }),
        ...(defaultBranch !== undefined && { defaultBranch }),
        ...(below !== undefined && { below }),
      };
    } catch (error) {
      if (isNoRepository(error)) return {};
      throw error;
    }
  };
}

/** The last address of `origin`; undefined where there is none. */
export function originCommand(folder: string): Command<string | undefined> {
  // Git fails where nothing is found: our own setting of the pager always is.
  const names = String.raw`^(core\.pager|remote\.origin\.url)$`;
  return gitCommand(folder, ["config", "--null", "--get-regexp", names], (output) => {
    const found = output.split("\0").filter((entry) => entry.startsWith("remote.origin.url\n"));
    return found.at(-1)?.slice("remote.origin.url\n".length);
  });
}

/** Where the folder lies in its repository; undefined for the whole. */
export function placeCommand(folder: string): Command<string | undefined> {
  return gitCommand(folder, ["rev-parse", "--show-prefix"], (output) => {
    return output.replace(/\r?\n$/u, "").replace(/\/$/u, "") || undefined;
  });
}

/** The branch that `origin`'s HEAD stood for when it was last fetched; undefined where that is not known. */
export function originHeadCommand(folder: string): Command<string | undefined> {
  const args = ["for-each-ref", "--format=%(symref)", "refs/remotes/origin/HEAD"];
  return gitCommand(folder, args, (output) => /^refs\/remotes\/origin\/(.+)$/u.exec(output.trim())?.[1]);
}

/** The branch that is checked out; undefined when detached. */
export function currentBranchCommand(folder: string): Command<string | undefined> {
  return gitCommand(folder, ["branch", "--show-current"], (output) => output.trim() || undefined);
}
