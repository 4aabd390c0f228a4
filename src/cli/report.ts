import { messageOf, reasonOf } from "../base/result.ts";
import { type ExitCode, exitCodeOf } from "./exitCode.ts";
import type { Terminal } from "./parts.ts";

export interface OutputOptions {
  readonly json?: boolean;
}

/** Runs a command's work; what it throws becomes a sentence, or JSON, and an exit code. */
export async function reported(
  terminal: Terminal,
  { json = false }: OutputOptions,
  work: () => Promise<ExitCode>,
): Promise<ExitCode> {
  try {
    return await work();
  } catch (error) {
    const fault = { reason: reasonOf(error), message: messageOf(error) };
    if (json) printJson(terminal, { error: fault });
    else terminal.note(visibleLines(fault.message));
    return exitCodeOf(error);
  }
}

/** The one JSON value that a command answers with. */
export function printJson(terminal: Terminal, value: unknown): void {
  terminal.print(jsonText(value, 2));
}

/** JSON that means the same and in which no control character is left that `JSON.stringify` lets through. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replaceAll(STEERING, (found) =>
    found === "\n" ? found : Array.from({ length: found.length }, (_unit, index) => escaped(found, index)).join(""),
  );
}

function escaped(text: string, index: number): string {
  return `\\u${text.charCodeAt(index).toString(16).padStart(4, "0")}`;
}

/** Columns as wide as their widest cell; the last is left as it is. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_cell, column) => Math.max(...rows.map((row) => visible(row[column]).length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === row.length - 1 ? visible(cell) : visible(cell).padEnd(widths[column] ?? 0)))
        .join("  "),
    )
    .join("\n");
}

const STEERING = /[\p{Cc}\p{Cf}]/gu;

/** Names come from clusters and files: control characters in them must not steer the terminal. */
export function visible(text = ""): string {
  return text.replaceAll(STEERING, "�");
}

/** The same for text of several lines: line ends and tabs are left. */
export function visibleLines(text: string): string {
  return text.replaceAll(STEERING, (found) => (found === "\n" || found === "\t" ? found : "�"));
}
