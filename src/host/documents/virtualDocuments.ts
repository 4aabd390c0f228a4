import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../../base/dispose.ts";

const SCHEME = "tidegate";

/**
 * Read-only documents that exist only while they are open: YAML of an object, events, the facts of an approval, both
 * sides of a diff. Showing one of the same name again replaces its text.
 */
export class VirtualDocuments implements Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #store = new DisposableStore();

  constructor() {
    this.#store.add(this.#changed);
    this.#store.add(
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
        onDidChange: this.#changed.event,
        provideTextDocumentContent: (uri) => this.#texts.get(uri.toString()) ?? "",
      }),
    );
    this.#store.add(
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === SCHEME) this.#texts.delete(uri.toString());
      }),
    );
  }

  /** Sets a document's text and gives its address. The path's last part is the tab's title and decides the language. */
  put(path: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${path}` });
    this.#texts.set(uri.toString(), text);
    this.#changed.fire(uri);
    return uri;
  }

  /** Opens a document beside nothing: as a preview tab that keeps the person's place. */
  async show(path: string, text: string, language?: string): Promise<void> {
    const document = await vscode.workspace.openTextDocument(this.put(path, text));
    if (language !== undefined) await vscode.languages.setTextDocumentLanguage(document, language);
    await vscode.window.showTextDocument(document, { preview: true });
  }

  /** Opens the diff editor on two texts. */
  async diff(title: string, path: string, before: string, after: string): Promise<void> {
    const left = this.put(`before/${path}`, before);
    const right = this.put(`after/${path}`, after);
    await vscode.commands.executeCommand("vscode.diff", left, right, title, { preview: true });
  }

  dispose(): void {
    this.#store.dispose();
    this.#texts.clear();
  }
}
