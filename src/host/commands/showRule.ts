import * as vscode from "vscode";
import type { Handlers } from "./registry.ts";

/** Shows the hover of a generated block, for those who press what stands above it. */
export function showRuleCommand(): Pick<Handlers, "tidegate.showRule"> {
  return {
    "tidegate.showRule": async (subject) => {
      const editor = vscode.window.activeTextEditor;
      if (editor === undefined || typeof subject !== "number") return;
      const start = new vscode.Position(subject, 0);
      editor.selection = new vscode.Selection(start, start);
      editor.revealRange(new vscode.Range(start, start));
      await vscode.commands.executeCommand("editor.action.showHover", { focus: true });
    },
  };
}
