import { execFile } from "node:child_process";
import { Fault } from "../../../src/base/result.ts";

const MOST_OUTPUT = 256 * 1024 * 1024;

export interface Output {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a linter to its end. Findings make most of them fail: only an answer nobody reads is an error here. */
export function runLinter(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>>; readonly input?: string } = {},
): Promise<Output> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, ...options.env };
    const child = execFile(command, args, { cwd: options.cwd, env, maxBuffer: MOST_OUTPUT }, (error, out, err) => {
      if (error && typeof error.code !== "number") {
        reject(new Fault("LinterFailed", `${command} could not be run: ${error.message}`, { cause: error }));
      } else resolve({ code: Number(error?.code ?? 0), out, err });
    });
    child.stdin?.end(options.input ?? "");
  });
}
