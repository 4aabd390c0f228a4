import * as vscode from "vscode";
import { previewCommands } from "./host/commands/scaffold/previewCommands.ts";
import { scaffoldCommand } from "./host/commands/scaffold/scaffoldCommand.ts";
import { useTranslation } from "./host/l10n.ts";
import { PreviewView } from "./host/scaffold/previewView.ts";
import type { ScaffoldEditor } from "./host/scaffold/scaffoldEditor.ts";
import type { Services } from "./host/services.ts";

/** The editor's side of scaffolding: loaded with its first command, so that activation need not read it. */
export function openScaffoldEditor(services: Services): ScaffoldEditor {
  // This bundle has texts of its own, and so its own place for the translation.
  useTranslation((text, ...values) => vscode.l10n.t(text, ...values), vscode.env.language);
  const previews = new PreviewView(services);
  return {
    handlers: { ...scaffoldCommand(services, previews), ...previewCommands(services, previews) },
    dispose: () => previews.dispose(),
  };
}
