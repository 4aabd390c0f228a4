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

const ENVIRONMENT = {
  GIT_OPTIONAL_LOCKS: "0",
  GIT_TERMINAL_PROMPT: "0",
  GIT_PAGER: "cat",
  LC_ALL: "C",
  // A missing object would be fetched, and the repository may say by which program; it may allow single protocols, too.
  GIT_ALLOW_PROTOCOL: "none",
  GIT_NO_LAZY_FETCH: "1",
};
const TIMEOUT_MS = 20_000;

/** The git facts of a folder. */
export function gitAt(folder: string, run: RunCommand): Git {
  return {
    async state(signal): Promise<GitState | undefined> {
      try {
        const filters = await run(filtersCommand(folder), signal);
        const status = await run(statusCommand(folder, filters), signal);
        const authors = status.head === undefined ? [] : await run(authorsCommand(folder, status.head), signal);
        const tags = status.head === undefined ? [] : await run(tagsCommand(folder, status.head), signal);
        const committedAt = status.head === undefined ? undefined : await run(timeCommand(folder, status.head), signal);
        return { ...status, authors, tags, ...(committedAt === undefined ? {} : { committedAt }) };
      } catch (error) {
        if (isNoRepository(error)) return undefined;
        throw error;
      }
    },
  };
}

/** Programs that the repository's own configuration would have git run on the files it compares, by their settings. */
export function filtersCommand(folder: string): Command<readonly string[]> {
  // Git fails where nothing is found: our own setting of the pager always is.
  const names = String.raw`^(core\.pager|filter\..*\.(clean|process))$`;
  return gitCommand(
    folder,
    ["config", "--show-scope", "--name-only", "--null", "--get-regexp", names],
    repositoryFilters,
  );
}

/** Scope and name take turns. What the person has set up for all repositories, such as Git LFS, is theirs to run. */
function repositoryFilters(output: string): readonly string[] {
  const parts = output.split("\0");
  const own = parts.filter((name, index) => {
    const scope = parts[index - 1];
    return index % 2 === 1 && (scope === "local" || scope === "worktree") && name.startsWith("filter.");
  });
  return [...new Set(own)];
}

/** `filters` are settings to be taken as empty; by environment, as a name may hold what a command line would cut at. */
export function statusCommand(folder: string, filters: readonly string[]): Command<Status> {
  const args = ["status", "--porcelain=v2", "--branch", "-z", "--untracked-files=all", "--ignore-submodules=all"];
  const off = [...filters, ...filters.map((name) => name.replace(/\.(?:clean|process)$/u, ".required"))];
  const env = Object.fromEntries(
    off.flatMap((name, index) => [
      [`GIT_CONFIG_KEY_${index}`, name],
      [`GIT_CONFIG_VALUE_${index}`, name.endsWith(".required") ? "false" : ""],
    ]),
  );
  const command = gitCommand(folder, args, parseStatus);
  return { ...command, env: { ...command.env, ...env, GIT_CONFIG_COUNT: String(off.length) } };
}

/** Paths from the folder of the files below it that git tracks, or that are new and not ignored; each maybe twice. */
export function listCommand(folder: string): Command<readonly string[]> {
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  return gitCommand(folder, args, (output) => output.split("\0").filter((path) => path !== ""));
}

/** Names of the tags that point at one commit. */
export function tagsCommand(folder: string, commit: string): Command<readonly string[]> {
  const args = ["for-each-ref", `--points-at=${commit}`, "--format=%(refname:short)", "refs/tags"];
  return gitCommand(folder, args, (output) => output.split("\n").filter((line) => line !== ""));
}

/** When one commit was made, in milliseconds since the epoch; undefined where git does not say it in digits. */
export function timeCommand(folder: string, commit: string): Command<number | undefined> {
  return gitCommand(folder, ["log", "-1", "--no-show-signature", "--format=%ct", commit, "--"], (output) => {
    const seconds = output.trim();
    return /^\d{1,12}$/u.test(seconds) ? Number(seconds) * 1000 : undefined;
  });
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

/** A call of git that reads, and that runs nothing the repository names. */
export function gitCommand<T>(folder: string, args: readonly string[], parse: (output: string) => T): Command<T> {
  return {
    command: "git",
    args: [...SAFE_SETTINGS, ...args],
    cwd: folder,
    env: ENVIRONMENT,
    timeoutMs: TIMEOUT_MS,
    parse,
  };
}

/** Whether a command failed because there is no git, or because the folder is in no repository. */
export function isNoRepository(error: unknown): boolean {
  if (!(error instanceof Fault)) return false;
  return error.reason === "CommandMissing" || /not a git repository/u.test(error.message);
}
