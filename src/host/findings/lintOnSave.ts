import { Sequencer } from "../../base/async.ts";
import type { Disposable } from "../../base/dispose.ts";
import type { FileFinding } from "../../checks/files/finding.ts";
import type { CheckedFile } from "../../checks/linters/runLinters.ts";
import type { Log } from "../log/log.ts";
import type { FindingsPart } from "./findingsPart.ts";

/** A file that was saved. */
export interface SavedFile extends CheckedFile {
  /** Its address. */
  readonly key: string;
  readonly folder: string;
}

interface Options {
  readonly log: Log;
  readonly part: () => Promise<FindingsPart>;
  readonly show: (key: string, findings: readonly FileFinding[]) => void;
}

/** Calls the linters that a person has for files as they are saved, one file after another. Only where trusted. */
export class LintOnSave implements Disposable {
  readonly #options: Options;
  readonly #queue = new Sequencer();
  readonly #runs = new Map<string, AbortController>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** A run for the same file that has not ended is given up. */
  saved(file: SavedFile): Promise<void> {
    this.stop(file.key);
    const controller = new AbortController();
    this.#runs.set(file.key, controller);
    return this.#queue.run(() => this.#lint(file, controller.signal));
  }

  stop(key: string): void {
    this.#runs.get(key)?.abort();
    this.#runs.delete(key);
  }

  dispose(): void {
    for (const key of this.#runs.keys()) this.stop(key);
  }

  async #lint({ key, folder, path, kind }: SavedFile, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const { log, part, show } = this.#options;
    try {
      const { openChecking } = await part();
      const { findings, failed, missing } = await openChecking(folder).lint([{ path, kind }], signal);
      if (signal.aborted) return;
      show(
        key,
        findings.filter(({ file }) => file === path),
      );
      for (const { linter, message } of failed) log.warn(`${linter} failed for ${path}: ${message}`);
      if (missing.length > 0) log.debug(`Not installed, and so not asked: ${missing.join(", ")}.`);
    } catch (error) {
      if (!signal.aborted) log.error(`${path} could not be handed to linters.`, error);
    }
  }
}
