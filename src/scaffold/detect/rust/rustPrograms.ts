import { joinPath, lastStep, parentOf } from "../../../base/treePath.ts";
import type { Folder } from "../folder.ts";
import { hitsIn, withTexts } from "../shared/hits.ts";
import { slashCode } from "../shared/slashCode.ts";
import { type Source, sourcesOf } from "../shared/sources.ts";
import type { CargoManifest, Crate } from "./cargoManifest.ts";

/** A program of a package with the sources that it is built from. */
export interface RustProgram {
  readonly name: string;
  readonly main: Source;
  /** The main file, its modules, the package's library and local crates. Comments are blanked. */
  readonly sources: readonly Source[];
}

const MOST_FILES = 150;
const MOST_PROGRAMS = 40;

/** The programs of a package: those it names, `src/main.rs`, and what lies below `src/bin`. */
export async function rustPrograms(
  folder: Folder,
  name: string,
  manifest: CargoManifest,
): Promise<readonly RustProgram[]> {
  const files = programFiles(folder, name, manifest);
  const programs = await Promise.all(
    [...files].slice(0, MOST_PROGRAMS).map(([binary, file]) => programAt(folder, binary, file, name, manifest.crates)),
  );
  return programs.filter((one) => one !== undefined);
}

function programFiles(
  folder: Folder,
  name: string,
  { binaries, autoBinaries }: CargoManifest,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const taken = new Set(binaries.flatMap(({ path }) => path ?? []));
  for (const binary of binaries) {
    const usual = [`src/bin/${binary.name}.rs`, `src/bin/${binary.name}/main.rs`, "src/main.rs"];
    const file = binary.path ?? usual.find((one) => folder.has(one));
    if (file !== undefined && folder.has(file)) {
      found.set(binary.name, file);
      taken.add(file);
    }
  }
  if (!autoBinaries) return found;
  if (folder.has("src/main.rs") && !taken.has("src/main.rs")) found.set(name, "src/main.rs");
  for (const file of folder.files) {
    const own = /^src\/bin\/([\w-]+)(?:\.rs|\/main\.rs)$/u.exec(file)?.[1];
    if (own !== undefined && !taken.has(file) && !found.has(own)) found.set(own, file);
  }
  return found;
}

async function programAt(
  folder: Folder,
  binary: string,
  file: string,
  name: string,
  crates: readonly Crate[],
): Promise<RustProgram | undefined> {
  const own = await moduleTree(folder, [file]);
  const [main] = own;
  if (main === undefined || !/\bfn\s+main\s*\(|#!?\[[^\]\n]*\bmain\b|#\[launch\]/u.test(main.text)) return undefined;
  const library = name.replaceAll("-", "_");
  const usesLibrary = folder.has("src/lib.rs") && own.some(({ text }) => text.includes(`${library}::`));
  const local = crates.flatMap(({ path }) => (path === undefined ? [] : [`${path.replace(/\/$/u, "")}/src/lib.rs`]));
  const others = await moduleTree(folder, [...(usesLibrary ? ["src/lib.rs"] : []), ...local]);
  return { name: binary, main, sources: [...own, ...others] };
}

/** Files with the modules that they declare, and those of these. */
async function moduleTree(folder: Folder, roots: readonly string[]): Promise<readonly Source[]> {
  const seen = new Set<string>();
  const found: Source[] = [];
  for (let next = roots.filter((file) => folder.has(file)); next.length > 0 && found.length < MOST_FILES;) {
    for (const file of next) seen.add(file);
    const read = withTexts(
      await sourcesOf(folder, { endings: [], first: next, most: MOST_FILES - found.length }),
      slashCode,
    );
    found.push(...read.filter(({ text }) => !/^#!\[cfg\(test\)\]/mu.test(text)));
    next = [...new Set(read.flatMap((source) => declared(folder, source)))].filter((file) => !seen.has(file));
  }
  return found;
}

/** `mod health;` in `src/main.rs` is `src/health.rs` or `src/health/mod.rs`; in `src/api.rs` it lies below `src/api`. */
function declared(folder: Folder, source: Source): readonly string[] {
  const [base, file] = [parentOf(source.path), lastStep(source.path)];
  const isRoot = /^(?:main|lib|mod)\.rs$/u.test(file) || /(?:^|\/)src\/bin$/u.test(base);
  const below = isRoot ? base : joinPath(base, file.replace(/\.rs$/u, ""));
  return hitsIn([source], /^[ \t]*(?:pub(?:\([^)\n]*\))?[ \t]+)?mod[ \t]+(\w+)[ \t]*;/gmu).flatMap((hit) => {
    const name = hit.group(1);
    const candidates = [`${name}.rs`, `${name}/mod.rs`].map((path) => joinPath(below, path));
    return candidates.find((path) => folder.has(path)) ?? [];
  });
}
