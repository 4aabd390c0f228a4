import type { CommandLine } from "../../facts/application.ts";

/** What only a shell understands: variables, redirections, chains, patterns, substitutions, escapes. */
const SHELL = /[$`|&;<>()*?[\]{}~#!\\\n]|^\s*\w+=/u;

/** A shell line as arguments; `["sh", "-c", line]` where it needs a shell. Leading assignments need one. */
export function commandLineOf(line: string): CommandLine {
  const words = wordsOf(line);
  return words === undefined ? ["sh", "-c", line.trim()] : words;
}

/** The words of a shell line, quotes taken off; undefined where a shell is needed to know them. Never throws. */
export function wordsOf(line: string): readonly string[] | undefined {
  const bare = line.replaceAll(/'[^']*'/gu, "q");
  if (SHELL.test(bare)) return undefined;
  const words: string[] = [];
  for (const [word] of line.trim().matchAll(/(?:[^\s"']|"[^"]*"|'[^']*')+/gu)) {
    words.push(
      word.replaceAll(/"([^"]*)"|'([^']*)'/gu, (_, double?: string, single?: string) => double ?? single ?? ""),
    );
  }
  // A quote that is opened and not closed.
  if (/["']/u.test(line.replaceAll(/"[^"]*"|'[^']*'/gu, ""))) return undefined;
  return words.length === 0 ? undefined : words;
}
