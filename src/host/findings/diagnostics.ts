import * as vscode from "vscode";
import type { FileFinding, Severity } from "../../checks/files/finding.ts";
import type { TextRange } from "../../checks/files/textEdit.ts";
import { editorRange } from "./editorRange.ts";

const SEVERITY: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

/** A finding as it stands among the editor's problems, with the rule as a link to where it is explained. `uri` is its file. */
export function diagnosticOf(
  { tool, rule, severity, range, message, url, file, related = [] }: FileFinding,
  uri: vscode.Uri,
): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(rangeOf(range), message, SEVERITY[severity]);
  diagnostic.source = tool;
  const target = webPage(url);
  diagnostic.code = target === undefined ? rule : { value: rule, target };
  const root = uri.path.slice(0, uri.path.length - file.length);
  const addressOf = (path: string): vscode.Uri => uri.with({ path: `${root}${path}` });
  diagnostic.relatedInformation = related.map(
    (one) =>
      new vscode.DiagnosticRelatedInformation(
        new vscode.Location(addressOf(one.file), rangeOf(one.range)),
        one.message,
      ),
  );
  return diagnostic;
}

/** The editor's form of a range. */
export function rangeOf(range: TextRange): vscode.Range {
  const { startLine, startCharacter, endLine, endCharacter } = editorRange(range);
  return new vscode.Range(startLine, startCharacter, endLine, endCharacter);
}

/** Linters name addresses, too: only web pages are linked. */
function webPage(url: string | undefined): vscode.Uri | undefined {
  return url !== undefined && /^https:\/\/[^\s]+$/u.test(url) ? vscode.Uri.parse(url) : undefined;
}
