import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { cacheFolder } from "../../../tools/bootstrap.mjs";

/** What was seen of an application of a sample, for the table in the documentation. */
interface Seen {
  readonly workspace: string;
  readonly application: string;
  /** From its start until it answered, or its probes called it ready. */
  readonly readySeconds: number;
  readonly stopSeconds: number;
  readonly exitCode: number;
}

/** As a container of the engine. */
export interface EngineResult extends Seen {
  /** Megabytes, of which the base image is a stand-in. */
  readonly megabytes: number;
  readonly buildSeconds: number;
  readonly health: string | undefined;
}

/** As a pod of a real node. */
export type PodResult = Seen;

/** What was seen, by the name of its file in `.cache/engine`. */
interface Results {
  readonly results: EngineResult;
  readonly pods: PodResult;
}

/** Keeps what was seen of the workspaces that were tried now, and of the others what was seen last. */
export async function writeResults<N extends keyof Results>(
  name: N,
  tried: ReadonlySet<string>,
  results: readonly Results[N][],
): Promise<void> {
  const file = path.join(cacheFolder("engine"), `${name}.json`);
  const before = existsSync(file) ? (JSON.parse(await readFile(file, "utf8")) as Results[N][]) : [];
  const all = [...before.filter(({ workspace }) => !tried.has(workspace)), ...results];
  const keyed = all.map((one) => ({ key: `${one.workspace}/${one.application}`, one }));
  const sorted = keyed.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(({ one }) => one);
  await writeFile(file, `${JSON.stringify(sorted, undefined, 2)}\n`);
}
