import * as vscode from "vscode";
import type { Clock } from "../../base/clock.ts";
import { type Disposable, DisposableStore } from "../../base/dispose.ts";
import { mayBeChecked } from "../../checks/files/fileKind.ts";
import type { FileFinding } from "../../checks/files/finding.ts";
import type { Checked } from "../../engine/findings/checking.ts";
import type { Log } from "../log/log.ts";
import { onSetting, setting } from "../settings/settings.ts";
import { AgreementFindings } from "./agreementFindings.ts";
import { diagnosticOf } from "./diagnostics.ts";
import type { FindingsPart } from "./findingsPart.ts";
import { findingActions } from "./fixes.ts";
import { LintOnSave } from "./lintOnSave.ts";
import { kindOf, type OpenFile } from "./openFile.ts";
import { OwnFindings } from "./ownFindings.ts";
import { ruleHoverAt } from "./ruleHoverAt.ts";
import { ShownFindings } from "./shownFindings.ts";
import { fileOf } from "./workspaceFile.ts";

interface Options {
  readonly clock: Clock;
  readonly log: Log;
  readonly part: () => Promise<FindingsPart>;
}

/** What a check of a whole folder found. */
export interface CheckedFolder {
  readonly folder: vscode.Uri;
  readonly result: Checked;
}

const FILES: vscode.DocumentSelector = { scheme: "file" };

/**
 * What rules and linters say about the files of the workspace, as diagnostics with fixes and hovers. Three collections:
 * our own follow the text, those of linters stay where the text was saved and move with it, and what does not fit
 * between files is looked for again when one of them is saved.
 */
export class FileFindings implements Disposable {
  readonly #options: Options;
  readonly #store = new DisposableStore();
  readonly #shown: ShownFindings;
  readonly #linted: ShownFindings;
  readonly #own: OwnFindings;
  readonly #lint: LintOnSave;
  readonly #agreement: AgreementFindings;
  #watching = false;

  constructor(options: Options) {
    const { clock, log, part } = options;
    this.#options = options;
    this.#shown = new ShownFindings(this.#collection("tidegate"));
    this.#linted = new ShownFindings(this.#collection("tidegate-linters"));
    const show = (file: OpenFile, findings: readonly FileFinding[]): void =>
      this.#shown.show(file.key, findings, !file.dirty);
    this.#own = this.#store.add(new OwnFindings({ clock, log, part, show }));
    const showLinted = (key: string, findings: readonly FileFinding[]): void => this.#linted.show(key, findings, true);
    const publish = this.#collection("tidegate-agreement");
    this.#agreement = this.#store.add(new AgreementFindings({ log, part, keyOf, publish }));
    this.#lint = this.#store.add(new LintOnSave({ log, part, show: showLinted }));
  }

  /** Begins to follow what is open. */
  start(): Disposable {
    const { workspace } = vscode;
    const { part } = this.#options;
    const add = (disposable: Disposable): unknown => this.#store.add(disposable);
    add(workspace.onDidOpenTextDocument((document) => this.#opened(document)));
    add(workspace.onDidChangeTextDocument(({ document }) => this.#changed(document)));
    add(workspace.onDidSaveTextDocument((document) => this.#saved(document)));
    add(workspace.onDidCloseTextDocument(({ uri }) => this.#closed(uri.toString())));
    add(onSetting(["tidegate.findings.enable", "tidegate.findings.linters"], () => this.#again()));
    add(findingActions(FILES, { part, findings: (file) => this.#current(file) }));
    add(ruleHoverAt(FILES, { part, findings: (file) => this.#current(file) }));
    this.#again();
    return this;
  }

  /** Shows what a check of the whole workspace found, also of files that are not open, until they are gone. */
  showChecked(checked: readonly CheckedFolder[]): void {
    const own = new Map<string, FileFinding[]>();
    const linted = new Map<string, FileFinding[]>();
    for (const { folder, result } of checked) {
      for (const { path } of result.files) {
        own.set(keyOf(folder.fsPath, path), []);
        if (result.linters !== undefined) linted.set(keyOf(folder.fsPath, path), []);
      }
      this.#agreement.show(folder.fsPath, result.findings.filter(isAgreement));
      for (const finding of result.findings.filter((one) => !isAgreement(one))) {
        const found = finding.tool === "tidegate" ? own : linted;
        const key = keyOf(folder.fsPath, finding.file);
        found.set(key, [...(found.get(key) ?? []), finding]);
      }
    }
    this.#shown.check(own, false);
    this.#linted.check(linted, true);
    this.#watchDeletions();
  }

  dispose(): void {
    this.#store.dispose();
  }

  #collection(name: string): (key: string, findings: readonly FileFinding[]) => void {
    const collection = this.#store.add(vscode.languages.createDiagnosticCollection(name));
    return (key, findings) => {
      const uri = vscode.Uri.parse(key, true);
      collection.set(
        uri,
        findings.map((finding) => diagnosticOf(finding, uri)),
      );
    };
  }

  #current(file: OpenFile): Promise<readonly FileFinding[]> {
    return enabled() ? this.#own.current(file) : Promise.resolve([]);
  }

  #opened(document: vscode.TextDocument): void {
    const file = fileOf(document);
    if (enabled() && file !== undefined && kindOf(file) !== undefined) this.#own.opened(file);
  }

  #changed(document: vscode.TextDocument): void {
    const file = fileOf(document);
    if (enabled() && file !== undefined && mayBeChecked(file.path)) this.#own.changed(file);
  }

  #saved(document: vscode.TextDocument): void {
    const file = fileOf(document);
    if (file === undefined) return;
    // What the workspace's check found in it is what it is now.
    this.#changed(document);
    if (enabled() && mayBeChecked(file.path)) void this.#agreement.changed(file.folder);
    const kind = kindOf(file);
    const inFolder = vscode.workspace.getWorkspaceFolder(document.uri) !== undefined;
    if (kind === undefined || !inFolder || !mayLint()) return;
    void this.#lint.saved({ key: file.key, folder: file.folder, path: file.path, kind });
  }

  #closed(key: string): void {
    this.#own.closed(key);
    this.#lint.stop(key);
    this.#shown.close(key);
    this.#linted.close(key);
  }

  #again(): void {
    if (!mayLint()) this.#linted.clear();
    if (!enabled()) {
      this.#shown.clear();
      this.#agreement.clear();
    }
    for (const document of vscode.workspace.textDocuments) this.#opened(document);
  }

  /** Only once something is shown of files that nobody has open. */
  #watchDeletions(): void {
    if (this.#watching) return;
    this.#watching = true;
    const watcher = this.#store.add(vscode.workspace.createFileSystemWatcher("**/*", true, true, false));
    this.#store.add(
      watcher.onDidDelete((uri) => {
        this.#shown.forget(uri.toString());
        this.#linted.forget(uri.toString());
        const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri;
        if (folder !== undefined && mayBeChecked(uri.path)) void this.#agreement.changed(folder.fsPath);
      }),
    );
  }
}

/** The address of a file of a folder. */
function keyOf(folder: string, path: string): string {
  return vscode.Uri.joinPath(vscode.Uri.file(folder), path).toString();
}

/** What does not fit between files names, or may name, others. */
function isAgreement({ related }: FileFinding): boolean {
  return related !== undefined;
}

function enabled(): boolean {
  return setting("tidegate.findings.enable");
}

/** Linters read settings of the workspace, some of which name programs. */
export function mayLint(): boolean {
  return enabled() && setting("tidegate.findings.linters") !== "off" && vscode.workspace.isTrusted;
}
