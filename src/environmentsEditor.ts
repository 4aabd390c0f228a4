import * as vscode from "vscode";
import { useTranslation } from "./host/l10n.ts";
import type { Services } from "./host/services.ts";
import { fillEnvironmentsView } from "./host/views/environments/environmentsView.ts";
import type { FilledView } from "./host/views/filledView.ts";

/** The editor's side of environments: loaded when their view is first seen, so that activation need not read it. */
export function openEnvironmentsEditor(services: Services, view: vscode.TreeView<unknown>): FilledView {
  // This bundle has texts of its own, and so its own place for the translation.
  useTranslation((text, ...values) => vscode.l10n.t(text, ...values), vscode.env.language);
  return fillEnvironmentsView(view, services);
}
