import { Fault } from "../../base/result.ts";
import type { Command } from "../../core/ports/command.ts";

const TIMEOUT_MS = 30_000;
const REPOSITORY = /^[\w.-]{1,100}\/[\w.-]{1,100}$/u;
const VERSION = /^[\w.-]{1,100}$/u;
const LINE = /^([0-9a-f]{40})\t(\S+)$/u;

/**
 * Asks a repository on GitHub for the commit of a version's tag. An annotated tag names another object than its
 * commit: the commit is taken. The command fails with `ActionMissing` where there is no such tag. Throws `BadAction`.
 */
export function actionCommitCommand(name: string, version: string): Command<string> {
  if (!REPOSITORY.test(name) || !VERSION.test(version) || version.startsWith("-")) {
    throw new Fault("BadAction", `"${name}" at "${version}" is no action on GitHub: name it as owner/repository.`);
  }
  const tag = `refs/tags/${version}`;
  return {
    command: "git",
    args: ["ls-remote", "--exit-code", "--", actionSource(name), tag, `${tag}^{}`],
    env: { GIT_TERMINAL_PROMPT: "0", GIT_ASKPASS: "", GIT_CONFIG_NOSYSTEM: "1" },
    timeoutMs: TIMEOUT_MS,
    parse: (output) => commitOf(output, tag, name, version),
  };
}

/** Where an action's versions can be looked up. */
export function actionSource(name: string): string {
  return `https://github.com/${name}`;
}

function commitOf(output: string, tag: string, name: string, version: string): string {
  const found = new Map(output.split("\n").flatMap((line) => pairOf(line)));
  const commit = found.get(`${tag}^{}`) ?? found.get(tag);
  if (commit === undefined) throw new Fault("ActionMissing", `${name} has no version ${version}.`);
  return commit;
}

function pairOf(line: string): readonly (readonly [string, string])[] {
  const match = LINE.exec(line);
  return match?.[1] === undefined || match[2] === undefined ? [] : [[match[2], match[1]]];
}
