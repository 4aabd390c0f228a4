import { Sequencer } from "../../base/async.ts";
import type { Disposable } from "../../base/dispose.ts";
import type { FileFinding } from "../../checks/files/finding.ts";
import type { Log } from "../log/log.ts";
import type { FindingsPart } from "./findingsPart.ts";

interface Options {
  readonly log: Log;
  readonly part: () => Promise<FindingsPart>;
  /** The address of a file of a folder. */
  readonly keyOf: (folder: string, path: string) => string;
  readonly publish: (key: string, findings: readonly FileFinding[]) => void;
}

/**
 * What does not fit between files: shown once a person has checked the workspace, and looked for again whenever one of
 * its files is saved, as a change of one may mend or break others.
 */
export class AgreementFindings implements Disposable {
  readonly #options: Options;
  readonly #queue = new Sequencer();
  readonly #shown = new Map<string, ReadonlySet<string>>();
  readonly #asked = new Map<string, AbortController>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** Shows what was found in a folder, in the place of what was found before. */
  show(folder: string, findings: readonly FileFinding[]): void {
    const found = new Map<string, FileFinding[]>();
    for (const finding of findings) {
      const key = this.#options.keyOf(folder, finding.file);
      found.set(key, [...(found.get(key) ?? []), finding]);
    }
    for (const key of this.#shown.get(folder) ?? []) if (!found.has(key)) this.#options.publish(key, []);
    for (const [key, own] of found) this.#options.publish(key, own);
    this.#shown.set(folder, new Set(found.keys()));
  }

  /** A file of a folder was saved or is gone. Nothing happens where the folder was not checked before. */
  async changed(folder: string): Promise<void> {
    if (!this.#shown.has(folder)) return;
    this.#asked.get(folder)?.abort();
    const controller = new AbortController();
    this.#asked.set(folder, controller);
    await this.#queue.run(() => this.#again(folder, controller.signal));
  }

  clear(): void {
    for (const folder of this.#shown.keys()) this.show(folder, []);
    this.#shown.clear();
  }

  dispose(): void {
    for (const controller of this.#asked.values()) controller.abort();
  }

  async #again(folder: string, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    try {
      const { openChecking } = await this.#options.part();
      const findings = await openChecking(folder).agreement(signal);
      if (!signal.aborted) this.show(folder, findings);
    } catch (error) {
      if (!signal.aborted) this.#options.log.error(`What fits in ${folder} could not be found out.`, error);
    }
  }
}
