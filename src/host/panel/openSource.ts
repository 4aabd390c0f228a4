import * as vscode from "vscode";
import { l10n } from "../l10n.ts";
import { plain } from "../text/plain.ts";

/** Opens the document that a rule comes from, such as `decision-path.md:60`, where the workspace has it. */
export async function openSource(source: string | undefined): Promise<void> {
  const match = /^(?<name>[\w.-]+\.\w+):(?<line>\d+)$/u.exec(source ?? "");
  const { name, line } = match?.groups ?? {};
  if (name === undefined || line === undefined) return;
  const [found] = await vscode.workspace.findFiles(`**/${name}`, "**/node_modules/**", 1);
  if (found === undefined) {
    void vscode.window.showInformationMessage(l10n.t("{0} is not in this workspace.", plain(name)));
    return;
  }
  await openAt(found, Number(line), 1);
}

/** Opens a file at a place, beside the panel that asked for it. Line and column count from 1. */
export async function openAt(uri: vscode.Uri, line: number, column: number): Promise<void> {
  const place = new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
  await vscode.window.showTextDocument(uri, {
    viewColumn: vscode.ViewColumn.Beside,
    selection: new vscode.Range(place, place),
    preview: true,
  });
}
