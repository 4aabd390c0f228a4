import { writeFile } from "node:fs/promises";
import path from "node:path";
import { cacheFolder } from "../../../tools/bootstrap.mjs";

/** What was seen of one image, for the table in the documentation. */
export interface EngineResult {
  readonly workspace: string;
  readonly application: string;
  /** Megabytes, of which the base image is a stand-in. */
  readonly megabytes: number;
  readonly buildSeconds: number;
  /** From its start until its health check answered. */
  readonly readySeconds: number;
  readonly health: string | undefined;
  readonly stopSeconds: number;
  readonly exitCode: number;
}

/** Keeps what was seen in `.cache/engine/results.json`, by workspace and application. */
export async function writeResults(results: readonly EngineResult[]): Promise<void> {
  await writeFile(path.join(cacheFolder("engine"), "results.json"), `${JSON.stringify(results, undefined, 2)}\n`);
}
