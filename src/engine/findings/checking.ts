import { pathsIn } from "./checkedFiles.ts";
import type { FileTree } from "../../core/ports/fileTree.ts";
import type { RunCommand } from "../../core/ports/command.ts";
import type { FileFinding } from "../../checks/files/finding.ts";
import { type FileKind, fileKind } from "../../checks/files/fileKind.ts";
import { inspectFile } from "../../checks/files/inspectFile.ts";
import { mendAll } from "../../checks/files/mendAll.ts";
import { NO_PINS, type Pins } from "../../checks/files/pins.ts";
import { type CheckedFile, type LinterResults, runLinters } from "../../checks/linters/runLinters.ts";
import type { Catalogue } from "../../scaffold/catalogue/catalogue.ts";
import { cataloguePins } from "./cataloguePins.ts";

export interface CheckingParts {
  /** The folder that linters run in. */
  readonly folder: string;
  readonly tree: FileTree;
  readonly run: RunCommand;
  /** The catalogue as the workspace sees it. */
  readonly catalogue: () => Promise<Catalogue>;
}

/** What was found in the files of a folder. */
export interface Checked {
  /** By file, then by line. */
  readonly findings: readonly FileFinding[];
  readonly files: readonly CheckedFile[];
  /** Undefined where linters were not asked. */
  readonly linters?: Omit<LinterResults, "findings">;
  /** False where the tree has more files than are listed. */
  readonly complete: boolean;
}

export interface CheckOptions {
  /** Whether the linters that the person has are called. They read settings of the folder, which must be trusted. */
  readonly linters: boolean;
  readonly signal?: AbortSignal;
}

/** Finds what speaks against the files of a deployment. */
export interface Checking {
  /** All of a folder. */
  check(options: CheckOptions): Promise<Checked>;
  /** One text, as it is in an editor; by our own rules alone. Undefined where it is no file that rules know. */
  inspect(path: string, text: string): Promise<readonly FileFinding[] | undefined>;
  /** A text after all that can be mended by our own rules; undefined where it is no file that rules know. */
  mend(path: string, text: string): Promise<string | undefined>;
  /** By the linters that the person has, for files as they are saved. */
  lint(files: readonly CheckedFile[], signal?: AbortSignal): Promise<LinterResults>;
}

export function checkingWith(parts: CheckingParts): Checking {
  return {
    check: (options) => checkFolder(parts, options),
    inspect: async (path, text) => {
      const kind = fileKind(path, text);
      return kind === undefined ? undefined : inspectFile(kind, path, text, await pinsOf(parts));
    },
    mend: async (path, text) => {
      const kind = fileKind(path, text);
      if (kind === undefined) return undefined;
      const pins = await pinsOf(parts);
      return mendAll(text, (now) => inspectFile(kind, path, now, pins));
    },
    lint: (files, signal) => runLinters(parts.folder, files, parts.run, signal),
  };
}

/** A catalogue of the workspace that cannot be read keeps nothing from being found; checking the folder says so. */
async function pinsOf(parts: CheckingParts): Promise<Pins> {
  try {
    return cataloguePins(await parts.catalogue());
  } catch {
    return NO_PINS;
  }
}

async function checkFolder(parts: CheckingParts, { linters, signal }: CheckOptions): Promise<Checked> {
  const pins = cataloguePins(await parts.catalogue());
  const { paths, complete } = await pathsIn(parts.tree, signal);
  const files: CheckedFile[] = [];
  const own: FileFinding[] = [];
  for (const path of paths) {
    const read = await parts.tree.read(path, signal);
    const kind: FileKind | undefined = read.state === "text" ? fileKind(path, read.text) : undefined;
    if (kind === undefined || read.state !== "text") continue;
    files.push({ path, kind });
    own.push(...inspectFile(kind, path, read.text, pins));
  }
  if (!linters) return { findings: own, files, complete };
  const { findings, ...results } = await runLinters(parts.folder, files, parts.run, signal);
  return { findings: [...own, ...findings].toSorted(byPlace), files, linters: results, complete };
}

function byPlace(a: FileFinding, b: FileFinding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.range.line - b.range.line || a.range.column - b.range.column;
}
