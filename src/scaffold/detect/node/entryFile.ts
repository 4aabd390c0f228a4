import { parentOf, resolved } from "../../../base/treePath.ts";
import type { Folder } from "../folder.ts";
import { mapAt, textAt } from "../../../core/read/value.ts";
import { compilerSettings } from "./compilerSettings.ts";

const ENDINGS = [".ts", ".mts", ".cts", ".tsx", ".js", ".mjs", ".cjs", ".jsx"];
const BUILT = /^(?:dist|build|lib|out|output|compiled|\.build)\//u;

/** Whether a file lies where builds put what they make, from the folder. */
export function isBuilt(file: string): boolean {
  return BUILT.test(file);
}

/** The source of a file that is started, both from the folder: itself, or what a build makes it from. */
export function sourceOfEntry(folder: Folder, started: string, outDir?: string): string | undefined {
  const file = started.replace(/^\.\//u, "").replace(/\/+$/u, "");
  const found = [file, ...withEndings(file), ...withEndings(`${file}/index`)].find((one) => folder.has(one));
  if (found !== undefined && !BUILT.test(found)) return found;
  const out = outDir ?? BUILT.exec(file)?.[0].slice(0, -1);
  if (out === undefined || !file.startsWith(`${out}/`)) return found;
  const inside = file.slice(out.length + 1).replace(/\.[cm]?js$/u, "");
  const candidates = [`src/${inside}`, inside, inside.replace(/^src\//u, ""), `src/${inside}/index`, `${inside}/index`];
  return candidates.flatMap(withEndings).find((one) => folder.has(one)) ?? found;
}

/** What is started where nothing says so: by its usual names. */
export function usualEntry(folder: Folder): string | undefined {
  const names = ["server", "index", "main", "app"];
  return [...names, ...names.map((one) => `src/${one}`)]
    .flatMap(withEndings)
    .find((one) => folder.has(one) && !one.endsWith("x"));
}

function withEndings(path: string): readonly string[] {
  return ENDINGS.map((ending) => `${path}${ending}`);
}

/** Where the TypeScript compiler puts what it makes, from the folder, and the folder of sources that it starts at. */
export interface CompilerOutput {
  readonly outDir: string;
  readonly rootDir?: string;
  /** The settings that say so, from the folder. */
  readonly config: string;
}

/** Reads `tsconfig.build.json` or `tsconfig.json` and what they extend; undefined where they name no output. */
export async function compilerOutput(folder: Folder, named?: string): Promise<CompilerOutput | undefined> {
  const first = [named, "tsconfig.build.json", "tsconfig.prod.json", "tsconfig.json"].find(
    (one) => one !== undefined && folder.has(one),
  );
  let outDir: string | undefined;
  let rootDir: string | undefined;
  for await (const { path, value } of compilerSettings(folder, first)) {
    const options = mapAt(value, "compilerOptions");
    outDir ??= pathIn(path, textAt(options, "outDir"));
    rootDir ??= pathIn(path, textAt(options, "rootDir"));
    if (outDir !== undefined && first !== undefined)
      return { outDir, ...(rootDir !== undefined && { rootDir }), config: first };
  }
  return undefined;
}

function pathIn(config: string, written: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  return resolved(parentOf(config), written.replace(/^\$\{configDir\}\/?/u, "./"));
}
