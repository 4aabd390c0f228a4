import * as vscode from "vscode";
import type { Clock } from "../../base/clock.ts";
import { type Disposable, DisposableStore } from "../../base/dispose.ts";
import { Emitter } from "../../base/event.ts";
import { Sequencer } from "../../base/async.ts";
import type { Config } from "../../core/config/config.ts";
import type { Log } from "../log/log.ts";
import { throttled } from "../rows/throttled.ts";
import type { ConfigPart } from "./configPart.ts";

const PATTERN = "**/tidegate.yaml";
const EXCLUDED = "**/{node_modules,.git,dist,.tidegate}/**";
/** More files than a person would look at; keeps a strange workspace from hanging the search. */
const MOST_FILES = 50;
/** A file of this size is no configuration. Bytes. */
const LARGEST_BYTES = 1024 * 1024;
/** Saves and checkouts touch files several times. Milliseconds. */
const READ_AFTER_MS = 150;

/** One `tidegate.yaml`. */
export interface ConfigFile {
  /** Its address. */
  readonly file: string;
  readonly uri: vscode.Uri;
  /** What it says, or said when it was last whole. */
  readonly config: Config | undefined;
  /** True where it is broken now. */
  readonly outdated: boolean;
}

/** A file whose content is known. */
export type ShownConfigFile = ConfigFile & { readonly config: Config };

interface Options {
  readonly clock: Clock;
  readonly log: Log;
  readonly part: () => Promise<ConfigPart>;
}

/** The `tidegate.yaml` files of the workspace. A broken one keeps what it said last. */
export class ConfigFiles implements Disposable {
  readonly #options: Options;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<void>());
  readonly #reading = new Sequencer();
  #files: readonly ConfigFile[] = [];
  #started = false;
  #loading = true;

  readonly onChange = this.#changed.event;

  constructor(options: Options) {
    this.#options = options;
  }

  /** True until the files were looked for once. */
  get loading(): boolean {
    return this.#loading;
  }

  get all(): readonly ConfigFile[] {
    return this.#files;
  }

  /** Those whose content is known. */
  get shown(): readonly ShownConfigFile[] {
    return this.#files.filter((file): file is ShownConfigFile => file.config !== undefined);
  }

  /** Begins to look, once: nothing is read in a workspace that is not trusted or before somebody needs it. */
  start(): void {
    if (this.#started || !vscode.workspace.isTrusted) return;
    this.#started = true;
    const watcher = this.#store.add(vscode.workspace.createFileSystemWatcher(PATTERN));
    const again = this.#store.add(throttled(this.#options.clock, READ_AFTER_MS, () => void this.reload()));
    for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete])
      this.#store.add(event(again.run));
    this.#store.add(vscode.workspace.onDidChangeWorkspaceFolders(again.run));
    void this.reload();
  }

  /** Reads every file anew. */
  reload(): Promise<void> {
    return this.#reading.run(() => this.#read());
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #read(): Promise<void> {
    try {
      const found = await vscode.workspace.findFiles(PATTERN, EXCLUDED, MOST_FILES);
      const uris = found.toSorted((a, b) => (a.path < b.path ? -1 : 1));
      this.#files = await Promise.all(uris.map((uri) => this.#readFile(uri)));
    } catch (error) {
      this.#options.log.error("The workspace's tidegate.yaml files cannot be looked for.", error);
    }
    this.#loading = false;
    this.#changed.fire();
  }

  async #readFile(uri: vscode.Uri): Promise<ConfigFile> {
    const file = uri.toString();
    const before = this.#files.find((one) => one.file === file);
    try {
      const { size } = await vscode.workspace.fs.stat(uri);
      if (size > LARGEST_BYTES) throw new Error(`It has ${size} bytes; a tidegate.yaml has a few thousand.`);
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
      const { config } = (await this.#options.part()).parseConfig(text);
      return { file, uri, config: config ?? before?.config, outdated: config === undefined };
    } catch (error) {
      this.#options.log.error(`${uri.fsPath} cannot be read.`, error);
      return { file, uri, config: before?.config, outdated: true };
    }
  }
}
