import { readdir, realpath, stat } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { lastStep } from "../../base/treePath.ts";
import { type FoundFiles, MOST_REPORTS, type ReportFile, type ReportFiles } from "../../core/ports/reportFiles.ts";
import { beginning, type Glob, isMeant, parseGlob, step } from "./glob.ts";
import { hashedBytes } from "./hashedBytes.ts";

/** Folders and files that are looked at before it is given up. */
const MOST_LOOKED_AT = 500_000;
const DEEPEST = 32;
/** Folders in which nobody's own reports lie, unless a glob names them. */
const PASSED_OVER = new Set([".git", "node_modules"]);

/** The files that other programs made below a folder. */
export function reportFilesAt(folder: string): ReportFiles {
  return {
    async find(globs, signal): Promise<FoundFiles> {
      const wanted = globs.flatMap((text) => parseGlob(text).map((glob) => ({ text, glob })));
      const search = new Search(await realpath(folder), wanted, signal);
      await search.look(
        "",
        wanted.map(({ glob }) => beginning(glob)),
      );
      return search.found();
    },
    locate: async (named, report) => locate(await realpath(folder), named, report),
  };
}

interface Wanted {
  readonly text: string;
  readonly glob: Glob;
}

class Search {
  readonly #root: string;
  readonly #wanted: readonly Wanted[];
  readonly #signal: AbortSignal | undefined;
  readonly #files = new Map<string, ReportFile>();
  readonly #outside: string[] = [];
  readonly #matched = new Set<string>();
  #looked = 0;
  #complete = true;

  constructor(root: string, wanted: readonly Wanted[], signal: AbortSignal | undefined) {
    this.#root = root;
    this.#wanted = wanted;
    this.#signal = signal;
  }

  found(): FoundFiles {
    const files = [...this.#files.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
    const texts = [...new Set(this.#wanted.map(({ text }) => text))];
    return {
      files,
      unmatched: texts.filter((text) => !this.#matched.has(text)),
      outside: this.#outside,
      complete: this.#complete,
    };
  }

  /** Looks into a folder, at those names only with which a glob can go on. */
  async look(path: string, at: readonly ReadonlySet<number>[], depth = 0): Promise<void> {
    this.#signal?.throwIfAborted();
    const below = await readdir(join(this.#root, path), { withFileTypes: true }).catch(() => []);
    for (const entry of below.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      if (this.#isEnough()) return;
      const next = this.#wanted.map(({ glob }, index) => step(glob, at[index] ?? new Set(), entry.name));
      if (next.every((one) => one.size === 0)) continue;
      const inside = path === "" ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) await this.#lookBelow(inside, next, depth);
      else if (entry.isFile() || entry.isSymbolicLink()) await this.#take(inside, next);
    }
  }

  async #lookBelow(path: string, at: readonly ReadonlySet<number>[], depth: number): Promise<void> {
    const name = lastStep(path);
    const named = this.#wanted.some(({ glob }) => glob.includes(name));
    if (PASSED_OVER.has(name) && !named) return;
    if (depth >= DEEPEST) this.#complete = false;
    else await this.look(path, at, depth + 1);
  }

  /** A link counts as the file it leads to; one to a folder is not gone into, as it may lead in a circle. */
  async #take(path: string, at: readonly ReadonlySet<number>[]): Promise<void> {
    const meant = this.#wanted.filter(({ glob }, index) => isMeant(glob, at[index] ?? new Set()));
    if (meant.length === 0) return;
    const place = join(this.#root, path);
    const real = await realpath(place).catch(() => undefined);
    if (real === undefined) {
      this.#keep({ path, place, bytes: 0, modifiedAt: 0 }, meant);
      return;
    }
    if (!isInside(this.#root, real)) {
      this.#outside.push(path);
      for (const { text } of meant) this.#matched.add(text);
      return;
    }
    const stats = await stat(real).catch(() => undefined);
    if (stats?.isFile() !== true) return;
    this.#keep({ path, place: real, bytes: stats.size, modifiedAt: Math.floor(stats.mtimeMs) }, meant);
  }

  /** Also what a link names that leads nowhere: reading it says so, and to pass it over would say that it is not meant. */
  #keep({ place, ...file }: Omit<ReportFile, "read"> & { readonly place: string }, meant: readonly Wanted[]): void {
    for (const { text } of meant) this.#matched.add(text);
    this.#files.set(file.path, { ...file, read: (signal) => hashedBytes(place, file.path, signal) });
  }

  #isEnough(): boolean {
    this.#looked += 1;
    const enough = this.#looked > MOST_LOOKED_AT || this.#files.size >= MOST_REPORTS;
    if (enough) this.#complete = false;
    return enough;
  }
}

async function locate(root: string, named: string, report: string): Promise<string | undefined> {
  if (named.includes("\0") || named.length > 4096) return undefined;
  for (const candidate of candidates(root, named, report)) {
    const real = await realpath(candidate).catch(() => undefined);
    const stats = real === undefined ? undefined : await stat(real).catch(() => undefined);
    if (real === undefined || stats?.isFile() !== true || !isInside(root, real)) continue;
    return relative(root, real).split(sep).join("/");
  }
  return undefined;
}

/** From the folder first, then from the report's own folder upwards. */
function candidates(root: string, named: string, report: string): readonly string[] {
  const plain = plainPath(named);
  if (plain === undefined) return [];
  if (isAbsolute(plain)) return [plain];
  const folders = report.split("/").slice(0, -1);
  const upwards = folders.map((_name, index) => folders.slice(0, folders.length - index).join("/"));
  return ["", ...upwards].map((folder) => join(root, folder, plain));
}

function plainPath(named: string): string | undefined {
  try {
    if (/^file:/iu.test(named)) return fileURLToPath(named);
    return /^[a-z][a-z\d+.-]+:/iu.test(named) ? undefined : decodeURI(named);
  } catch {
    return /^file:/iu.test(named) ? undefined : named;
  }
}

function isInside(root: string, real: string): boolean {
  return real.startsWith(root.endsWith(sep) ? root : root + sep);
}
