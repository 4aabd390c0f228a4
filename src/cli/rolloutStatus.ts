import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { Fault, messageOf } from "../base/result.ts";
import { judgeAll } from "../core/rollout/judgeAll.ts";
import { readObjects } from "../core/rollout/readObjects.ts";
import { EXIT, type ExitCode } from "./exitCode.ts";
import type { CliParts, Terminal } from "./parts.ts";
import { type OutputOptions, printJson, table } from "./report.ts";

export interface RolloutStatusOptions extends OutputOptions {
  /** `-` for standard input. */
  readonly filename: string;
}

/** `tidegate rollout-status`: judges objects from a file, without any cluster. 0 only where all are `Current`. */
export async function rolloutStatus({ terminal }: CliParts, options: RolloutStatusOptions): Promise<ExitCode> {
  const objects = readObjects(await readSource(terminal, options.filename));
  if (!objects.ok) throw objects.error;
  const reports = judgeAll(objects.value);
  if (options.json === true) printJson(terminal, reports);
  else if (reports.length === 0) terminal.note("There is no object whose rollout could be judged.");
  else {
    const rows = reports.map(({ kind, namespace, name, status, reason, message }) => {
      return [kind, namespace === "" ? name : `${namespace}/${name}`, status, reason, message];
    });
    terminal.print(table([["KIND", "NAME", "STATUS", "REASON", "MESSAGE"], ...rows]));
  }
  return reports.every((report) => report.status === "Current") ? EXIT.ok : EXIT.failed;
}

async function readSource(terminal: Terminal, filename: string): Promise<string> {
  if (filename === "-") return terminal.readInput();
  try {
    return await readFile(resolve(terminal.cwd, filename), "utf8");
  } catch (error) {
    throw new Fault("InputMissing", `${filename} cannot be read: ${messageOf(error)}.`);
  }
}
