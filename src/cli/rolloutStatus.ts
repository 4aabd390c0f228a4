import { Fault } from "../base/result.ts";
import { judgeAll } from "../core/rollout/judgeAll.ts";
import type { KubeObject } from "../core/rollout/objects.ts";
import { readObjects } from "../core/rollout/readObjects.ts";
import { EXIT, type ExitCode } from "./exitCode.ts";
import type { CliParts, Terminal } from "./parts.ts";
import { readSource } from "./readSource.ts";
import { type OutputOptions, printJson, table } from "./report.ts";

export interface RolloutStatusOptions extends OutputOptions {
  /** `-` for standard input. What several files hold is judged together. */
  readonly filename: readonly string[];
}

/** A wrong namespace or selector must not pass for a rollout that is well. */
const NOTHING =
  "The input holds no object to judge. Look at the namespace and the kinds that it was made for, and give at least one.";

/** `tidegate rollout-status`: judges objects from a file, without any cluster. 0 only where all are `Current`. */
export async function rolloutStatus({ terminal }: CliParts, options: RolloutStatusOptions): Promise<ExitCode> {
  let objects: readonly KubeObject[] = [];
  for (const filename of new Set(options.filename)) {
    objects = [...objects, ...(await readFrom(terminal, filename, options))];
  }
  const reports = judgeAll(objects);
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

async function readFrom(
  terminal: Terminal,
  filename: string,
  { filename: all }: RolloutStatusOptions,
): Promise<readonly KubeObject[]> {
  const objects = readObjects(await readSource(terminal, filename));
  if (objects.ok) return objects.value;
  const { reason, message, facts } = objects.error;
  throw new Fault(reason, all.length === 1 ? message : `${filename}: ${message}`, { facts });
}
