import * as vscode from "vscode";
import type { EvidencePlace } from "../../core/evidence/evidence.ts";
import { Fault } from "../../base/result.ts";
import { l10n } from "../l10n.ts";

/** Opens a file of the folder at its line. Reports name paths, so that one that leads out of the folder is refused. */
export async function openPlace(folder: vscode.Uri, { path, line = 1 }: EvidencePlace): Promise<void> {
  if (path.startsWith("/") || path.includes("\\") || path.split("/").includes("..")) {
    throw new Fault("UnsafePath", l10n.t("{0} is not in the folder of tidegate.yaml.", path));
  }
  const start = new vscode.Position(Math.max(0, line - 1), 0);
  const selection = new vscode.Range(start, start);
  await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, path), { selection, preview: true });
}
