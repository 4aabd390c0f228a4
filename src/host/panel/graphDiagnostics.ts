import * as vscode from "vscode";
import type { LoadProblem } from "../../documents/loadedGraph.ts";

/** What keeps a document's graph from being walked, as diagnostics at their lines. It can still be looked at. */
export function graphDiagnostics(problems: readonly LoadProblem[]): vscode.Diagnostic[] {
  return problems.map(({ line, column, message, reason }) => {
    const place = new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
    const diagnostic = new vscode.Diagnostic(
      new vscode.Range(place, place.translate(0, 1)),
      message,
      vscode.DiagnosticSeverity.Warning,
    );
    diagnostic.source = "Tidegate";
    diagnostic.code = reason;
    return diagnostic;
  });
}
