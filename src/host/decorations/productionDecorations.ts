import * as vscode from "vscode";
import { l10n } from "../l10n.ts";

const SCHEME = "tidegate-production";

/** The address of a production row: what its decoration hangs on. It names no file. */
export function productionUri(id: string): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: `/${encodeURIComponent(id)}` });
}

/** Marks rows of production with a badge and a colour. */
export function registerProductionDecorations(): vscode.Disposable {
  return vscode.window.registerFileDecorationProvider({
    provideFileDecoration(uri) {
      if (uri.scheme !== SCHEME) return undefined;
      return new vscode.FileDecoration("P", l10n.t("Production"), new vscode.ThemeColor("charts.purple"));
    },
  });
}
