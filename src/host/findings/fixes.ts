import * as vscode from "vscode";
import type { FileFinding, Fix } from "../../checks/files/finding.ts";
import { l10n } from "../l10n.ts";
import { rangeOf } from "./diagnostics.ts";
import { changedLines } from "./editorRange.ts";
import type { FindingsPart } from "./findingsPart.ts";
import type { OpenFile } from "./openFile.ts";
import { fileOf } from "./workspaceFile.ts";

const FIX_ALL = vscode.CodeActionKind.SourceFixAll.append("tidegate");

interface Parts {
  readonly part: () => Promise<FindingsPart>;
  /** What is found in a file as it is now. */
  readonly findings: (file: OpenFile) => Promise<readonly FileFinding[]>;
}

/** Fixes of our own findings: one by one, and all of a file. They are made for the text as it is now, or not at all. */
export function findingActions(selector: vscode.DocumentSelector, parts: Parts): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    async provideCodeActions(document, range, context) {
      const file = fileOf(document);
      if (file === undefined) return [];
      const fixable = (await parts.findings(file)).filter(({ fixes }) => fixes.length > 0);
      const quick = wants(context, vscode.CodeActionKind.QuickFix);
      const here = quick ? fixable.filter((one) => rangeOf(one.range).intersection(range) !== undefined) : [];
      const single = here.flatMap((finding) =>
        finding.fixes.map((fix, index) => fixAction(document, finding, fix, index, context)),
      );
      const beside = here.length > 0 && fixable.length > 1 ? [vscode.CodeActionKind.QuickFix] : [];
      const source = fixable.length > 0 && mayFixAll(context) ? [FIX_ALL] : [];
      return [...single, ...[...beside, ...source].map((kind) => new FixAll(kind, document))];
    },
    resolveCodeAction: (action) => (action instanceof FixAll ? filledIn(action, parts) : action),
  };
  const kinds = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, FIX_ALL] };
  return vscode.languages.registerCodeActionsProvider(selector, provider, kinds);
}

/** Mending a whole file. What that changes is found when it is chosen: many looks at a text are too many for a menu. */
class FixAll extends vscode.CodeAction {
  readonly document: vscode.TextDocument;
  readonly version: number;

  constructor(kind: vscode.CodeActionKind, document: vscode.TextDocument) {
    super(l10n.t("Fix all Tidegate problems in this file"), kind);
    this.document = document;
    this.version = document.version;
  }
}

/** Stays without an edit where the text has changed since it was offered. */
async function filledIn(action: FixAll, { part }: Parts): Promise<vscode.CodeAction> {
  const { document, version } = action;
  const file = fileOf(document);
  const before = document.getText();
  if (file === undefined || document.version !== version) return action;
  const { openChecking } = await part();
  const after = await openChecking(file.folder).mend(file.path, before);
  const change = after === undefined ? undefined : changedLines(before, after);
  if (change === undefined || document.version !== version) return action;
  action.edit = new vscode.WorkspaceEdit();
  const lines = document.validateRange(new vscode.Range(change.startLine, 0, change.endLine, 0));
  action.edit.replace(document.uri, lines, change.text);
  return action;
}

function fixAction(
  { uri }: vscode.TextDocument,
  finding: FileFinding,
  fix: Fix,
  index: number,
  context: vscode.CodeActionContext,
): vscode.CodeAction {
  const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
  action.edit = new vscode.WorkspaceEdit();
  for (const { range, text } of fix.edits) action.edit.replace(uri, rangeOf(range), text);
  action.diagnostics = context.diagnostics.filter((one) => isOf(one, finding));
  action.isPreferred = index === 0;
  return action;
}

/**
 * On save it must be asked for by its own name, not by `source.fixAll` alone: it changes what an image or a workload
 * does, and not only how it is written.
 */
function mayFixAll(context: vscode.CodeActionContext): boolean {
  const { only, triggerKind } = context;
  if (only === undefined) return false;
  const invoked = triggerKind === vscode.CodeActionTriggerKind.Invoke;
  return FIX_ALL.contains(only) || (invoked && only.contains(FIX_ALL));
}

function wants({ only }: vscode.CodeActionContext, kind: vscode.CodeActionKind): boolean {
  return only === undefined || only.contains(kind);
}

function isOf({ source, code, message, range }: vscode.Diagnostic, finding: FileFinding): boolean {
  const rule = typeof code === "object" ? code.value : code;
  const same = source === finding.tool && rule === finding.rule && message === finding.message;
  return same && range.start.isEqual(rangeOf(finding.range).start);
}
