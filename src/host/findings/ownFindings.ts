import type { FileFinding } from "../../checks/files/finding.ts";
import type { Clock } from "../../base/clock.ts";
import { type Disposable, DisposableStore } from "../../base/dispose.ts";
import type { Log } from "../log/log.ts";
import { throttled } from "../rows/throttled.ts";
import type { FindingsPart } from "./findingsPart.ts";
import { kindOf, type OpenFile } from "./openFile.ts";

/** How long after a keystroke a text is looked at. Milliseconds. */
const TYPING_MS = 300;

interface Options {
  readonly clock: Clock;
  readonly log: Log;
  readonly part: () => Promise<FindingsPart>;
  readonly show: (file: OpenFile, findings: readonly FileFinding[]) => void;
}

interface Looked {
  readonly version: number;
  readonly findings: Promise<readonly FileFinding[]>;
}

/** What our own rules say about open files, as one types. Runs nothing, so that it serves untrusted workspaces too. */
export class OwnFindings implements Disposable {
  readonly #options: Options;
  readonly #store = new DisposableStore();
  readonly #open = new Map<string, OpenFile>();
  readonly #looked = new Map<string, Looked>();
  readonly #typed = new Set<string>();
  readonly #soon: () => void;

  constructor(options: Options) {
    this.#options = options;
    const soon = throttled(options.clock, TYPING_MS, () => this.#judgeTyped());
    this.#soon = this.#store.add(soon).run;
  }

  /** A file was opened: it is looked at now. */
  opened(file: OpenFile): void {
    this.#open.set(file.key, file);
    void this.#judge(file);
  }

  /** A file was typed in: it is looked at soon. */
  changed(file: OpenFile): void {
    this.#open.set(file.key, file);
    this.#typed.add(file.key);
    this.#soon();
  }

  closed(key: string): void {
    this.#open.delete(key);
    this.#looked.delete(key);
    this.#typed.delete(key);
  }

  /** What is found in a file as it is now; never what was found in an earlier text. Empty where it cannot be told. */
  async current(file: OpenFile): Promise<readonly FileFinding[]> {
    const version = file.version;
    try {
      const findings = await this.#look(file);
      return file.version === version ? findings : [];
    } catch {
      return [];
    }
  }

  dispose(): void {
    this.#store.dispose();
    this.#open.clear();
    this.#looked.clear();
  }

  #judgeTyped(): void {
    const keys = [...this.#typed];
    this.#typed.clear();
    for (const key of keys) {
      const file = this.#open.get(key);
      if (file !== undefined) void this.#judge(file);
    }
  }

  async #judge(file: OpenFile): Promise<void> {
    const version = file.version;
    try {
      const findings = await this.#look(file);
      // One that has changed meanwhile is looked at again soon; one that was closed, when it is opened.
      if (this.#open.has(file.key) && file.version === version) this.#options.show(file, findings);
    } catch (error) {
      this.#options.log.error(`${file.path} could not be checked.`, error);
    }
  }

  #look(file: OpenFile): Promise<readonly FileFinding[]> {
    const known = this.#looked.get(file.key);
    if (known?.version === file.version) return known.findings;
    const looked = { version: file.version, findings: this.#inspect(file) };
    if (this.#open.has(file.key)) this.#looked.set(file.key, looked);
    return looked.findings;
  }

  async #inspect(file: OpenFile): Promise<readonly FileFinding[]> {
    if (kindOf(file) === undefined) return [];
    // Before anything is waited for: the text belongs to the version that was asked about.
    const text = file.text();
    const { openChecking } = await this.#options.part();
    return (await openChecking(file.folder).inspect(file.path, text)) ?? [];
  }
}
