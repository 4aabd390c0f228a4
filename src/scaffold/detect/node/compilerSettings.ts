import { parentOf } from "../../../base/treePath.ts";
import { textAt } from "../../../core/read/value.ts";
import type { Folder } from "../folder.ts";
import { readJson } from "../shared/json.ts";

/** One file of the TypeScript compiler's settings. */
interface CompilerSettings {
  /** From the folder. */
  readonly path: string;
  readonly value: unknown;
}

/** Settings that extend others more often than this go round in circles. */
const MOST_EXTENDED = 5;

/** A file of settings and those that it extends, the nearest first; each is read when it is asked for. */
export async function* compilerSettings(folder: Folder, first: string | undefined): AsyncGenerator<CompilerSettings> {
  let path = first;
  for (let depth = 0; path !== undefined && depth < MOST_EXTENDED; depth += 1) {
    const value = readJson((await folder.read(path)) ?? "")?.value;
    yield { path, value };
    path = extended(folder, path, textAt(value, "extends"));
  }
}

function extended(folder: Folder, path: string, written: string | undefined): string | undefined {
  if (written === undefined || !written.startsWith(".")) return undefined;
  const named = `${parentOf(path)}/${written}`;
  return [named, `${named}.json`].find((one) => folder.has(one));
}
