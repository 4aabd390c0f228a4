import { Fault } from "../base/result.ts";
import { judgeAll } from "../core/rollout/judgeAll.ts";
import { readObjects } from "../core/rollout/readObjects.ts";
import { EXIT, type ExitCode } from "./exitCode.ts";
import type { CliParts } from "./parts.ts";
import { readSource } from "./readSource.ts";
import { type OutputOptions, printJson, table } from "./report.ts";

export interface RolloutStatusOptions extends OutputOptions {
  /** `-` for standard input. */
  readonly filename: string;
}

/** A wrong namespace or selector must not pass for a rollout that is well. */
const NOTHING =
  "The input holds no object to judge. Look at the namespace and the kinds that it was made for, and give at least one.";

/** `tidegate rollout-status`: judges objects from a file, without any cluster. 0 only where all are `Current`. */
export async function rolloutStatus({ terminal }: CliParts, options: RolloutStatusOptions): Promise<ExitCode> {
  const objects = readObjects(await readSource(terminal, options.filename));
  if (!objects.ok) throw objects.error;
  const reports = judgeAll(objects.value);
  if (reports.length === 0) throw new Fault("Empty", NOTHING);
  if (options.json === true) printJson(terminal, reports);
  else {
    const rows = reports.map(({ kind, namespace, name, status, reason, message }) => {
      return [kind, namespace === "" ? name : `${namespace}/${name}`, status, reason, message];
    });
    terminal.print(table([["KIND", "NAME", "STATUS", "REASON", "MESSAGE"], ...rows]));
  }
  return reports.every((report) => report.status === "Current") ? EXIT.ok : EXIT.failed;
}
