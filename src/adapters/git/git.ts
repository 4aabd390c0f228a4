import { Fault } from "../../base/result.ts";
import type { Command, RunCommand } from "../../core/ports/command.ts";
import type { Git, GitState } from "../../core/ports/git.ts";
import { parseStatus, type Status } from "./status.ts";

/**
 * Read only, and deaf to commands that the repository's own configuration names: a workspace may be hostile, and its
 * `.git/config` can have git run a file system monitor, hooks, a pager, filters' helpers or a signature program.
 */
const SAFE_SETTINGS = [
  "core.fsmonitor=false",
  "core.hooksPath=/dev/null",
  "core.pager=cat",
  "core.untrackedCache=keep",
  "core.quotePath=false",
  "diff.external=",
  "log.showSignature=false",
  "protocol.allow=never",
  "submodule.recurse=false",
].flatMap((setting) => ["-c", setting]);

const ENVIRONMENT = { GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0", GIT_PAGER: "cat", LC_ALL: "C" };
const TIMEOUT_MS = 20_000;

/** The git facts of a folder. */
export function gitAt(folder: string, run: RunCommand): Git {
  return {
    async state(signal): Promise<GitState | undefined> {
      try {
        const status = await run(statusCommand(folder), signal);
        const authors = status.head === undefined ? [] : await run(authorsCommand(folder, status.head), signal);
        return { ...status, authors };
      } catch (error) {
        if (isNoRepository(error)) return undefined;
        throw error;
      }
    },
  };
}

export function statusCommand(folder: string): Command<Status> {
  const args = ["status", "--porcelain=v2", "--branch", "-z", "--untracked-files=all", "--ignore-submodules=all"];
  return gitCommand(folder, args, parseStatus);
}

/** Author, then co-authors named by trailers, of one commit. */
export function authorsCommand(folder: string, commit: string): Command<readonly string[]> {
  const format = "--format=%an <%ae>%n%(trailers:key=Co-authored-by,valueonly,unfold)";
  return gitCommand(folder, ["log", "-1", "--no-show-signature", format, commit, "--"], (output) => [
    ...new Set(
      output
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== ""),
    ),
  ]);
}

function gitCommand<T>(folder: string, args: readonly string[], parse: (output: string) => T): Command<T> {
  return {
    command: "git",
    args: [...SAFE_SETTINGS, ...args],
    cwd: folder,
    env: ENVIRONMENT,
    timeoutMs: TIMEOUT_MS,
    parse,
  };
}

function isNoRepository(error: unknown): boolean {
  if (!(error instanceof Fault)) return false;
  return error.reason === "CommandMissing" || /not a git repository/u.test(error.message);
}
