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
    else terminal.note(fault.message);
    return exitCodeOf(error);
  }
}

/** The one JSON value that a command answers with. */
export function printJson(terminal: Terminal, value: unknown): void {
  terminal.print(JSON.stringify(value, undefined, 2));
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

/** Names come from clusters and files: control characters in them must not steer the terminal. */
export function visible(text = ""): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]/gu, "�");
}
