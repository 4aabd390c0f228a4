import * as vscode from "vscode";
import type { Clock } from "../../base/clock.ts";
import { type Disposable, DisposableStore } from "../../base/dispose.ts";
import type { ScaffoldPlan } from "../../engine/scaffold/scaffoldPlan.ts";
import type { MergedFile } from "../../scaffold/merge/mergedFile.ts";
import { setContextKey } from "../contextKey.ts";
import type { VirtualDocuments } from "../documents/virtualDocuments.ts";
import { l10n } from "../l10n.ts";
import type { Log } from "../log/log.ts";
import { RowProvider } from "../rows/rowProvider.ts";
import type { Place } from "../rows/rowTree.ts";
import { fileWords } from "./fileWords.ts";
import { Preview, type PreviewSubject } from "./preview.ts";
import { type PreviewTarget, previewRows } from "./previewRows.ts";
import { previewWords } from "./previewWords.ts";
import { proposedText } from "./proposedText.ts";

const VIEW = "tidegate.scaffoldPreview";
/** Where the two sides of its differences stand among the virtual documents. */
const FOLDER = "scaffold/";

interface Parts {
  readonly clock: Clock;
  readonly log: Log;
  readonly documents: VirtualDocuments;
}

/** The Scaffold view: there while a preview is open. Costs nothing before the first. */
export class PreviewView implements Disposable {
  readonly #parts: Parts;
  readonly #store = new DisposableStore();
  #shown: DisposableStore | undefined;
  #preview: Preview | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The preview that is open. */
  get preview(): Preview | undefined {
    return this.#preview;
  }

  /** Shows a plan in place of any other. */
  async open(subject: PreviewSubject, plan: ScaffoldPlan): Promise<void> {
    this.close();
    const store = this.#store.add(new DisposableStore());
    const preview = store.add(new Preview(subject, plan, this.#parts));
    const rows = store.add(new RowProvider<PreviewTarget>(() => previewRows(preview.plan, preview.choices)));
    const view = store.add(
      vscode.window.createTreeView(VIEW, {
        treeDataProvider: rows,
        showCollapseAll: false,
        manageCheckboxStateManually: true,
      }),
    );
    const tell = (): void => {
      view.description = preview.plan.settings.project;
      view.message = previewWords(preview.plan, preview.choices, preview.readAnew);
    };
    store.add(view.onDidChangeCheckboxState(({ items }) => take(preview, items)));
    store.add(
      preview.onChange(() => {
        tell();
        rows.refresh();
      }),
    );
    tell();
    this.#shown = store;
    this.#preview = preview;
    setContextKey("tidegate.scaffolding", true);
    await vscode.commands.executeCommand(`${VIEW}.focus`);
  }

  /** Opens the diff editor on a file as it is and as it would be. */
  async compare(file: MergedFile): Promise<void> {
    const preview = this.#preview;
    if (preview === undefined) return;
    const title = l10n.t("{0} ({1})", file.path, fileWords(file, preview.choices));
    const proposed = proposedText(file, preview.choices);
    // An editor that is open already keeps its title, which says what was chosen before.
    await this.#parts.documents.closeDiffs(`${FOLDER}${file.path}`);
    await this.#parts.documents.diff(title, `${FOLDER}${file.path}`, file.current ?? "", proposed);
  }

  close(): void {
    setContextKey("tidegate.scaffolding", false);
    if (this.#preview !== undefined) void this.#parts.documents.closeDiffs(FOLDER);
    if (this.#shown !== undefined) this.#store.delete(this.#shown);
    this.#shown = undefined;
    this.#preview = undefined;
  }

  dispose(): void {
    this.#store.dispose();
  }
}

function take(preview: Preview, items: readonly [Place<PreviewTarget>, vscode.TreeItemCheckboxState][]): void {
  preview.decide((choices) => {
    for (const [{ row }, state] of items) {
      const file = preview.file(row.target.path);
      if (file !== undefined) choices.take(file, state === vscode.TreeItemCheckboxState.Checked);
    }
  });
}
