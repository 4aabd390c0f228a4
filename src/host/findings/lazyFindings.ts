import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../../base/dispose.ts";
import { mayBeChecked } from "../../checks/files/fileKind.ts";
import type { Log } from "../log/log.ts";
import type { CheckedFolder, FileFindings } from "./fileFindings.ts";
import { fileOf } from "./workspaceFile.ts";

interface Options {
  readonly load: () => Promise<FileFindings>;
  readonly log: Log;
}

/** What is said about files, loaded with the first that is open and may be checked, or the first check of all. */
export class LazyFindings implements Disposable {
  readonly #options: Options;
  readonly #store = new DisposableStore();
  #loading: Promise<FileFindings> | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Begins to look what is open. */
  start(): Disposable {
    const notice = (document: vscode.TextDocument): void => {
      const path = fileOf(document)?.path;
      if (path === undefined || !mayBeChecked(path)) return;
      this.#store.delete(opened);
      this.#loaded().catch((error: unknown) => this.#options.log.error("Open files cannot be checked.", error));
    };
    const opened = this.#store.add(vscode.workspace.onDidOpenTextDocument(notice));
    for (const document of vscode.workspace.textDocuments) notice(document);
    return this;
  }

  /** Shows what a check of the whole workspace found. */
  async showChecked(checked: readonly CheckedFolder[]): Promise<void> {
    (await this.#loaded()).showChecked(checked);
  }

  dispose(): void {
    this.#store.dispose();
  }

  #loaded(): Promise<FileFindings> {
    this.#loading ??= this.#options.load().then((findings) => {
      this.#store.add(findings.start());
      return findings;
    });
    return this.#loading;
  }
}
