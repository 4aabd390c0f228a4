import { writeFile } from "node:fs/promises";
import path from "node:path";
import { cacheFolder } from "../../../tools/bootstrap.mjs";
import type { LinterCheck } from "./finding.ts";

/** Keeps what checks saw in a file of `.cache/linters`, for the table in the documentation. */
export async function writeChecks(file: string, checks: readonly LinterCheck[]): Promise<void> {
  const table = checks.map(({ name, looked, findings }) => ({ name, looked: Object.fromEntries(looked), findings }));
  await writeFile(path.join(cacheFolder("linters"), file), `${JSON.stringify(table, undefined, 2)}\n`);
}
