import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../../base/dispose.ts";
import type { FileRule } from "../../core/rules/rule.ts";
import type { Scaffolding } from "../../engine/scaffold/scaffolding.ts";
import type { BlockNow } from "../../scaffold/merge/blocksIn.ts";
import { BASE_FOLDER, basePath } from "../../scaffold/merge/basePath.ts";
import { l10n } from "../l10n.ts";
import type { Log } from "../log/log.ts";
import type { Parts } from "../ports.ts";
import { onSetting, setting } from "../settings/settings.ts";
import { ruleText } from "./ruleText.ts";

/** A generated block of an open file with its rule. */
interface Explained {
  readonly block: BlockNow;
  readonly rule: FileRule;
}

interface Needs {
  readonly parts: Parts;
  readonly log: Log;
}

/**
 * Says of each generated block which rule it stands there for: on hover, and above it. Asks nothing of files before a
 * folder has something generated, and loads nothing before a person looks at such a file.
 */
export class GeneratedBlocks implements Disposable {
  readonly #needs: Needs;
  readonly #store = new DisposableStore();
  readonly #lensesChanged = this.#store.add(new vscode.EventEmitter<void>());
  #registered = false;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  start(): this {
    const watcher = this.#store.add(vscode.workspace.createFileSystemWatcher(`**/${BASE_FOLDER}/**`));
    const noticed = (): void => this.noticed();
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete])
      this.#store.add(event(noticed));
    this.#store.add(onSetting(["tidegate.showRules"], () => this.#lensesChanged.fire()));
    for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
      void exists(vscode.Uri.joinPath(uri, BASE_FOLDER)).then((there) => (there ? this.#register() : undefined));
    }
    return this;
  }

  /** Something was generated. Who generates says so: the watcher of a folder that is just being made may miss it. */
  noticed(): void {
    this.#register();
    this.#lensesChanged.fire();
  }

  dispose(): void {
    this.#store.dispose();
  }

  #register(): void {
    if (this.#registered) return;
    this.#registered = true;
    const blocks = new Blocks(this.#needs);
    const anyFile: vscode.DocumentSelector = { scheme: "file" };
    const provideHover = (document: vscode.TextDocument, at: vscode.Position) => hover(blocks, document, at);
    this.#store.add(vscode.languages.registerHoverProvider(anyFile, { provideHover }));
    const lenses = {
      onDidChangeCodeLenses: this.#lensesChanged.event,
      provideCodeLenses: (document: vscode.TextDocument) => lensesOf(blocks, document),
    };
    this.#store.add(vscode.languages.registerCodeLensProvider(anyFile, lenses));
  }
}

async function hover(
  blocks: Blocks,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.Hover | undefined> {
  const line = position.line + 1;
  const here = (await blocks.of(document)).filter(({ block }) => block.from <= line && line <= block.to);
  const [innermost] = here.toSorted((a, b) => a.block.to - a.block.from - (b.block.to - b.block.from));
  if (innermost === undefined) return undefined;
  const { block, rule } = innermost;
  return new vscode.Hover(new vscode.MarkdownString(ruleText(rule, block)), linesOf(block));
}

async function lensesOf(blocks: Blocks, document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
  if (!setting("tidegate.showRules")) return [];
  return (await blocks.of(document)).map(({ block, rule }) => {
    const title = block.edited ? l10n.t("{0} (edited)", rule.title) : rule.title;
    const shown = { command: "tidegate.showRule", title, tooltip: rule.why, arguments: [block.from - 1] };
    return new vscode.CodeLens(new vscode.Range(block.from - 1, 0, block.from - 1, 0), shown);
  });
}

function linesOf({ from, to }: BlockNow): vscode.Range {
  return new vscode.Range(from - 1, 0, to - 1, Number.MAX_SAFE_INTEGER);
}

/** The blocks of documents that were generated. */
class Blocks {
  readonly #needs: Needs;
  readonly #opened = new Map<string, Scaffolding>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async of(document: vscode.TextDocument): Promise<readonly Explained[]> {
    const folder = vscode.workspace.getWorkspaceFolder(document.uri)?.uri;
    if (folder === undefined || !vscode.workspace.isTrusted) return [];
    const path = document.uri.path.slice(folder.path.length + 1);
    try {
      if (!(await exists(vscode.Uri.joinPath(folder, basePath(path))))) return [];
      const { openScaffolding, ruleOf } = await this.#needs.parts.scaffold();
      const scaffolding = this.#opened.get(folder.fsPath) ?? openScaffolding(folder.fsPath);
      this.#opened.set(folder.fsPath, scaffolding);
      const blocks = await scaffolding.blocks(path, document.getText());
      return blocks.flatMap((block) => {
        const rule = ruleOf(block.rule);
        return rule === undefined ? [] : [{ block, rule }];
      });
    } catch (error) {
      this.#needs.log.error(`The generated blocks of ${path} cannot be told.`, error);
      return [];
    }
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
