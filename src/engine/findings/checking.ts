import { pathsIn } from "./checkedFiles.ts";
import type { FileTree } from "../../core/ports/fileTree.ts";
import type { RunCommand } from "../../core/ports/command.ts";
import type { FileFinding } from "../../checks/files/finding.ts";
import { inspectAgreement, isKustomization } from "../../checks/files/agreement/inspectAgreement.ts";
import type { TreeText } from "../../checks/files/agreement/objects.ts";
import { byPlace } from "../../checks/files/byPlace.ts";
import { fileKind } from "../../checks/files/fileKind.ts";
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
  /** Where the folder lies in its repository, such as `apps/shop`; empty where it is the repository, or there is none. */
  readonly below: () => Promise<string>;
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
  /** What was read, by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** Where the folder lies in its repository; see {@link CheckingParts.below}. */
  readonly below: string;
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
  /** What does not fit between the files of the folder, of all that `check` finds. */
  agreement(signal?: AbortSignal): Promise<readonly FileFinding[]>;
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
    agreement: async (signal) => inspectAgreement((await textsIn(parts.tree, signal)).texts),
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
  const { texts, complete } = await textsIn(parts.tree, signal);
  const files = texts.flatMap(({ path, kind }): CheckedFile[] => (kind === undefined ? [] : [{ path, kind }]));
  const own = texts.flatMap(({ path, kind, text }) => (kind === undefined ? [] : inspectFile(kind, path, text, pins)));
  const all = [...own, ...inspectAgreement(texts)];
  const read = {
    files,
    complete,
    below: await parts.below(),
    texts: new Map(texts.map((one) => [one.path, one.text])),
  };
  if (!linters) return { ...read, findings: all.toSorted(byPlace) };
  const { findings, ...results } = await runLinters(parts.folder, files, parts.run, signal);
  return { ...read, findings: [...all, ...findings].toSorted(byPlace), linters: results };
}

/** The texts of a tree that rules know, or that say what becomes of those. */
async function textsIn(
  tree: FileTree,
  signal: AbortSignal | undefined,
): Promise<{ readonly texts: readonly TreeText[]; readonly complete: boolean }> {
  const { paths, complete } = await pathsIn(tree, signal);
  const texts: TreeText[] = [];
  for (const path of paths) {
    const read = await tree.read(path, signal);
    if (read.state !== "text") continue;
    const kind = fileKind(path, read.text);
    if (kind !== undefined || isKustomization(path)) texts.push({ path, kind, text: read.text });
  }
  return { texts, complete };
}
