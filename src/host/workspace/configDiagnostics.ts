import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../../base/dispose.ts";
import type { Clock } from "../../base/clock.ts";
import type { ConfigDiagnostic, ConfigFix, Range } from "../../core/config/diagnostic.ts";
import type { Log } from "../log/log.ts";
import { throttled } from "../rows/throttled.ts";
import type { ConfigFiles } from "./configFiles.ts";
import type { ConfigPart } from "./configPart.ts";

const NAME = "tidegate.yaml";
const SELECTOR: vscode.DocumentSelector = { pattern: `**/${NAME}` };
/** How long after a keystroke an open file is judged. Milliseconds. */
const TYPING_MS = 250;

interface Parts {
  readonly files: ConfigFiles;
  readonly clock: Clock;
  readonly log: Log;
  readonly part: () => Promise<ConfigPart>;
}

/** Shows what is wrong with `tidegate.yaml` files at its line, as one types, with fixes where there is a sure one. */
export function registerConfigDiagnostics(parts: Parts): Disposable {
  const store = new DisposableStore();
  const shown = store.add(vscode.languages.createDiagnosticCollection("tidegate"));
  const judge = async (document: vscode.TextDocument): Promise<void> => {
    try {
      const { diagnostics } = (await parts.part()).parseConfig(document.getText());
      shown.set(document.uri, diagnostics.map(shownDiagnostic));
    } catch (error) {
      parts.log.error(`${document.uri.fsPath} cannot be judged.`, error);
    }
  };
  const judgeAll = async (): Promise<void> => {
    for (const { uri } of parts.files.all) await judge(await vscode.workspace.openTextDocument(uri));
    for (const [uri] of shown) if (!parts.files.all.some((file) => file.file === uri.toString())) shown.delete(uri);
  };
  const typed = new Set<vscode.TextDocument>();
  const soon = store.add(
    throttled(parts.clock, TYPING_MS, () => {
      for (const document of typed) void judge(document);
      typed.clear();
    }),
  );
  store.add(
    parts.files.onChange(
      () => void judgeAll().catch((error: unknown) => parts.log.error("Files cannot be judged.", error)),
    ),
  );
  store.add(
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (!document.uri.path.endsWith(`/${NAME}`) || !vscode.workspace.isTrusted) return;
      typed.add(document);
      soon.run();
    }),
  );
  const kinds = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
  store.add(
    vscode.languages.registerCodeActionsProvider(
      SELECTOR,
      { provideCodeActions: (document, range, context) => fixesFor(parts, document, range, context) },
      kinds,
    ),
  );
  return store;
}

function shownDiagnostic({ range, message, severity, code }: ConfigDiagnostic): vscode.Diagnostic {
  const level = severity === "error" ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
  const diagnostic = new vscode.Diagnostic(rangeOf(range), message, level);
  diagnostic.source = "Tidegate";
  diagnostic.code = code;
  return diagnostic;
}

function rangeOf({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.column, end.line, end.column);
}

/** The fixes of what is wrong at a place, from the text as it is now. */
async function fixesFor(
  { part }: Parts,
  document: vscode.TextDocument,
  range: vscode.Range,
  context: vscode.CodeActionContext,
): Promise<vscode.CodeAction[]> {
  const { diagnostics } = (await part()).parseConfig(document.getText());
  return diagnostics.flatMap(({ range: place, code, message, fix }) => {
    if (fix === undefined || rangeOf(place).intersection(range) === undefined) return [];
    return [
      fixAction(
        document,
        fix,
        context.diagnostics.filter((one) => one.code === code && one.message === message),
      ),
    ];
  });
}

function fixAction(
  document: vscode.TextDocument,
  { title, edit }: ConfigFix,
  diagnostics: vscode.Diagnostic[],
): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.replace(document.uri, rangeOf(edit.range), edit.newText);
  action.diagnostics = diagnostics;
  action.isPreferred = true;
  return action;
}
