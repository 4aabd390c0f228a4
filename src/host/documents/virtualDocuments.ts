import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../../base/dispose.ts";
import { l10n } from "../l10n.ts";

const SCHEME = "tidegate";
/** Most documents kept. A preview closes its document and reads it again later, so closing does not tell. */
const MOST = 50;

/**
 * Read-only documents that are on no disk: YAML of an object, events, the facts of an approval, both
 * sides of a diff. Showing one of the same name again replaces its text.
 */
export class VirtualDocuments implements Disposable {
  readonly #texts = new Map<string, string | (() => string)>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #store = new DisposableStore();

  constructor() {
    this.#store.add(this.#changed);
    this.#store.add(
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
        onDidChange: this.#changed.event,
        provideTextDocumentContent: (uri) => {
          const text = this.#texts.get(uri.toString()) ?? gone;
          return typeof text === "string" ? text : text();
        },
      }),
    );
  }

  /** Sets a document's text and gives its address. The path's last part is the tab's title and decides the language. */
  put(path: string, text: string | (() => string)): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${path}` });
    this.#texts.delete(uri.toString());
    this.#texts.set(uri.toString(), text);
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > MOST && oldest !== undefined) this.#texts.delete(oldest);
    this.#changed.fire(uri);
    return uri;
  }

  /** Opens a document beside nothing: as a preview tab that keeps the person's place. */
  async show(path: string, text: string, language?: string): Promise<void> {
    const document = await vscode.workspace.openTextDocument(this.put(path, text));
    if (language !== undefined) await vscode.languages.setTextDocumentLanguage(document, language);
    await vscode.window.showTextDocument(document, { preview: true });
  }

  /** Opens Markdown as people read it; as text where the editor cannot show it. A function is asked again by `renew`. */
  async preview(path: string, markdown: string | (() => string)): Promise<void> {
    const uri = this.put(path, markdown);
    // The preview reads an open document: without one it would not see a later text of the same name.
    await vscode.workspace.openTextDocument(uri);
    try {
      await vscode.commands.executeCommand("markdown.showPreview", uri);
    } catch {
      await this.show(path, typeof markdown === "string" ? markdown : markdown(), "markdown");
    }
  }

  /** Shows what changes as it is now, where it is still shown. */
  async renew(): Promise<void> {
    for (const [address, text] of this.#texts) {
      if (typeof text === "string") continue;
      const uri = vscode.Uri.parse(address);
      if (isOpen(uri)) this.#changed.fire(uri);
      // The editor closes a document behind a preview after some minutes; opened again, it is read anew.
      else if (isPreviewed(uri)) await vscode.workspace.openTextDocument(uri);
    }
  }

  /** Opens the diff editor on two texts. */
  async diff(title: string, path: string, before: string, after: string): Promise<void> {
    const left = this.put(`before/${path}`, before);
    const right = this.put(`after/${path}`, after);
    await vscode.commands.executeCommand("vscode.diff", left, right, title, { preview: true });
  }

  /** Closes the diff editors of a document, or of all below a folder that ends with a slash. */
  async closeDiffs(path: string): Promise<void> {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    await vscode.window.tabGroups.close(tabs.filter(({ input }) => isDiffOf(input, `/after/${path}`)));
  }

  dispose(): void {
    this.#store.dispose();
    this.#texts.clear();
  }
}

/** A window that is loaded anew brings its tabs back, and nothing of what was only in memory. */
function gone(): string {
  return l10n.t("This was shown before the window was loaded anew and is not kept. Show it again where it came from.");
}

function isOpen(uri: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some((one) => one.uri.toString() === uri.toString());
}

/** A tab of a preview says what it shows in its title alone. */
function isPreviewed(uri: vscode.Uri): boolean {
  const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some(({ input, label }) => input instanceof vscode.TabInputWebview && label.includes(name));
}

function isDiffOf(input: unknown, path: string): boolean {
  if (!(input instanceof vscode.TabInputTextDiff) || input.modified.scheme !== SCHEME) return false;
  return input.modified.path === path || (path.endsWith("/") && input.modified.path.startsWith(path));
}
