import { join } from "node:path";
import * as vscode from "vscode";
import type { Clock } from "../../base/clock.ts";
import { type Disposable, DisposableStore } from "../../base/dispose.ts";
import { Emitter } from "../../base/event.ts";
import { Fault } from "../../base/result.ts";
import type { Scaffolding } from "../../engine/scaffold/scaffolding.ts";
import type { ScaffoldPlan, ScaffoldRequest, WrittenFile } from "../../engine/scaffold/scaffoldPlan.ts";
import { BASE_FOLDER } from "../../scaffold/merge/basePath.ts";
import type { MergedFile } from "../../scaffold/merge/mergedFile.ts";
import { l10n } from "../l10n.ts";
import type { Log } from "../log/log.ts";
import { throttled } from "../rows/throttled.ts";
import { FileChoices } from "./fileChoices.ts";

/** What is previewed. */
export interface PreviewSubject {
  readonly folder: vscode.Uri;
  readonly scaffolding: Scaffolding;
  readonly request: ScaffoldRequest;
}

/** A checkout saves many files at once. Milliseconds. */
const READ_AFTER_MS = 300;

/** One preview: a plan, what a person decided about its files, and the files on disk that it is compared with. */
export class Preview implements Disposable {
  readonly subject: PreviewSubject;
  readonly choices = new FileChoices();
  readonly #log: Log;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<void>());
  readonly #saved = new Set<string>();
  #plan: ScaffoldPlan;
  #writing = false;
  #disposed = false;

  /** Fires when the plan or a choice is another one. */
  readonly onChange = this.#changed.event;
  /** Paths that were saved since they were shown first and have been read anew. */
  readAnew: readonly string[] = [];

  constructor(subject: PreviewSubject, plan: ScaffoldPlan, { clock, log }: { clock: Clock; log: Log }) {
    this.subject = subject;
    this.#plan = plan;
    this.#log = log;
    const soon = this.#store.add(throttled(clock, READ_AFTER_MS, () => void this.#readSaved()));
    const pattern = new vscode.RelativePattern(subject.folder, "**/*");
    const watcher = this.#store.add(vscode.workspace.createFileSystemWatcher(pattern));
    const note = (uri: vscode.Uri): void => {
      const path = uri.path.slice(subject.folder.path.length + 1);
      if (this.#writing || !(path.startsWith(`${BASE_FOLDER}/`) || this.file(path) !== undefined)) return;
      this.#saved.add(path);
      soon.run();
    };
    for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete]) this.#store.add(event(note));
  }

  get plan(): ScaffoldPlan {
    return this.#plan;
  }

  file(path: string): MergedFile | undefined {
    return this.#plan.files.find((file) => file.path === path);
  }

  /** Decides about files. */
  decide(decide: (choices: FileChoices, files: readonly MergedFile[]) => void): void {
    decide(this.choices, this.#plan.files);
    this.#changed.fire();
  }

  /** Compares with the disk as it is now. Faults: those of planning. */
  async refresh(): Promise<void> {
    const { scaffolding, request } = this.subject;
    const plan = await scaffolding.plan(request);
    if (this.#disposed) return;
    this.choices.carryOver(this.#plan.files, plan.files);
    this.#plan = plan;
    this.#changed.fire();
  }

  /**
   * Writes what is decided, all of it or nothing. Faults: `Unsaved` where an editor has changes of one of the files,
   * else those of writing.
   */
  async write(): Promise<readonly WrittenFile[]> {
    const unsaved = this.#plan.files.filter(({ path }) => this.#hasUnsaved(path)).map(({ path }) => path);
    if (unsaved.length > 0) {
      const sentence = l10n.t("{0} has unsaved changes. Save it, then write. Nothing was written.", unsaved.join(", "));
      throw new Fault("Unsaved", sentence);
    }
    this.#writing = true;
    try {
      return await this.subject.scaffolding.write(this.#plan, this.choices.decisions());
    } finally {
      this.#writing = false;
    }
  }

  dispose(): void {
    this.#disposed = true;
    this.#store.dispose();
  }

  #hasUnsaved(path: string): boolean {
    const place = join(this.subject.folder.fsPath, path);
    return vscode.workspace.textDocuments.some(({ uri, isDirty }) => isDirty && uri.fsPath === place);
  }

  async #readSaved(): Promise<void> {
    const before = this.#plan;
    const saved = [...this.#saved];
    this.#saved.clear();
    try {
      const texts = new Map(before.files.map(({ path, current }) => [path, current]));
      await this.refresh();
      const different = this.#plan.files.filter(({ path, current }) => texts.get(path) !== current);
      if (different.length === 0) return;
      this.readAnew = different.map(({ path }) => path);
      this.#changed.fire();
    } catch (error) {
      this.#log.error(`What was saved could not be compared: ${saved.join(", ")}.`, error);
    }
  }
}
