import type { CommandLine } from "./application.ts";

/** A command as a person types it into a POSIX shell; that of a shell line is the line itself. */
export function commandText(command: CommandLine): string {
  const [program, option, line] = command;
  if (command.length === 3 && program === "sh" && option === "-c" && line !== undefined) return line;
  return command.map(word).join(" ");
}

function word(text: string): string {
  return /^[\w./:@=+,%-]+$/u.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
