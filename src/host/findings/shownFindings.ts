import type { FileFinding } from "../../checks/files/finding.ts";

type Findings = readonly FileFinding[];

/**
 * What is shown of which file: of an open one what was found in its text, of the others what the last check of the
 * workspace found.
 */
export class ShownFindings {
  readonly #publish: (key: string, findings: Findings) => void;
  readonly #open = new Map<string, Findings>();
  #checked: Map<string, Findings> = new Map<string, Findings>();

  constructor(publish: (key: string, findings: Findings) => void) {
    this.#publish = publish;
  }

  /** Shows what was found in an open file; `saved` says that the file on disk is the same. */
  show(key: string, findings: Findings, saved: boolean): void {
    this.#open.set(key, findings);
    if (saved && this.#checked.has(key)) this.#checked.set(key, findings);
    this.#publish(key, findings);
  }

  /** A file was closed: what the workspace's check found in it stays. */
  close(key: string): void {
    if (this.#open.delete(key)) this.#publish(key, this.#checked.get(key) ?? []);
  }

  /** Shows what a check found, of all files that it looked at; open ones keep theirs unless `all` says otherwise. */
  check(found: ReadonlyMap<string, Findings>, all: boolean): void {
    const keys = new Set([...this.#checked.keys(), ...found.keys()]);
    this.#checked = new Map(found);
    if (all) this.#open.clear();
    for (const key of keys) if (!this.#open.has(key)) this.#publish(key, found.get(key) ?? []);
  }

  /** A file is gone. */
  forget(key: string): void {
    const known = [this.#open.delete(key), this.#checked.delete(key)];
    if (known.includes(true)) this.#publish(key, []);
  }

  clear(): void {
    for (const key of new Set([...this.#open.keys(), ...this.#checked.keys()])) this.forget(key);
  }
}
