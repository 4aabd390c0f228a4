import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
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

const FILE = path.join(cacheFolder("engine"), "results.json");

/** Keeps what was seen in `.cache/engine/results.json`: each image as it was seen last. */
export async function writeResults(results: readonly EngineResult[]): Promise<void> {
  const before = existsSync(FILE) ? (JSON.parse(await readFile(FILE, "utf8")) as EngineResult[]) : [];
  const byImage = new Map([...before, ...results].map((one) => [`${one.workspace}/${one.application}`, one]));
  const sorted = [...byImage].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  await writeFile(FILE, `${JSON.stringify(sorted, undefined, 2)}\n`);
}
