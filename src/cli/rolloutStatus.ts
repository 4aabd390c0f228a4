import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Fault, messageOf } from "../base/result.ts";
import { judgeAll } from "../core/rollout/judgeAll.ts";
import { readObjects } from "../core/rollout/readObjects.ts";
import { EXIT, type ExitCode, exitCodeFor } from "./exitCode.ts";
import type { CliParts, Terminal } from "./parts.ts";
import { type OutputOptions, table } from "./report.ts";

export interface RolloutStatusOptions extends OutputOptions {
  /** `-` for standard input. */
  readonly filename: string;
}

/** `tidegate rollout-status`: judges objects from a file, without any cluster. */
export async function rolloutStatus({ terminal }: CliParts, options: RolloutStatusOptions): Promise<ExitCode> {
  const objects = readObjects(await readSource(terminal, options.filename));
  if (!objects.ok) throw objects.error;
  const reports = judgeAll(objects.value);
  if (options.json === true) terminal.print(JSON.stringify(reports, undefined, 2));
  else if (reports.length > 0) {
    const rows = reports.map((one) => [
      `${one.kind} ${one.namespace}/${one.name}`,
      one.status,
      one.reason,
      one.message,
    ]);
    terminal.print(table([["WORKLOAD", "STATUS", "REASON", "MESSAGE"], ...rows]));
  }
  if (reports.length === 0) terminal.note("There is no object whose rollout could be judged.");
  return reports.length === 0 ? EXIT.ok : exitCodeFor(reports.map((report) => report.status));
}

async function readSource(terminal: Terminal, filename: string): Promise<string> {
  if (filename === "-") return terminal.readInput();
  try {
    return await readFile(resolve(terminal.cwd, filename), "utf8");
  } catch (error) {
    throw new Fault("InputMissing", `${filename} cannot be read: ${messageOf(error)}.`);
  }
}
