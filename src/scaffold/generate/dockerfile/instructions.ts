import type { CommandLine } from "../../facts/application.ts";
import { escapes } from "../../render/escapes.ts";

/** Words as the JSON list of an instruction: nothing in them is expanded by a shell or by the builder. */
export function execForm(words: CommandLine): string {
  return `[${words.map((word) => JSON.stringify(word)).join(", ")}]`;
}

const PLAIN_WORD = /^[\w./@+-]+$/u;

/**
 * A whole COPY instruction. The builder takes words apart as a shell does and reads sources as patterns, also in the
 * JSON form, so names with such marks are escaped for both.
 */
export function copyInstruction(sources: readonly string[], target: string, from?: string): string {
  const stage = from === undefined ? "" : `--from=${from} `;
  const words = [...sources, target];
  if (words.every((word) => PLAIN_WORD.test(word))) return `COPY ${stage}${words.join(" ")}`;
  return `COPY ${stage}${execForm([...sources.map((source) => unquoted(exactly(source))), unquoted(target)])}`;
}

/** A name as a pattern that matches only itself. */
function exactly(name: string): string {
  return name.replaceAll(/[*?[]/gu, "[$&]").replaceAll("\\", String.raw`\\`);
}

function unquoted(word: string): string {
  return word.replaceAll(/[\\'"$]/gu, String.raw`\$&`);
}

/** What `find -name` takes for exactly this name, as a word of a shell. */
export function findName(name: string): string {
  return escapes.shell(name.replaceAll(/[*?[\]\\]/gu, String.raw`\$&`));
}

/**
 * What stands after RUN for a shell line from a workspace: the line itself where it is one plain line to the builder,
 * else the shell with the line as its argument.
 */
export function runLine(line: string): string {
  const trimmed = line.trim();
  const plain = trimmed !== "" && !/[\p{Cc}\u2028\u2029]|<<|\\$/u.test(trimmed) && /^[\w./(]/u.test(trimmed);
  return plain ? trimmed : execForm(["/bin/sh", "-c", line]);
}

/** Lines after RUN as one where they can be joined: where none is a list, and none has operators of its own. */
export function joined(lines: readonly string[]): readonly string[] {
  const simple = lines.every((line) => !/^\[|[;|&#<>]/u.test(line));
  return simple && lines.length > 1 ? [lines.join(" \\\n    && ")] : lines;
}
