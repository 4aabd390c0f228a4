import * as vscode from "vscode";
import { useTranslation } from "./host/l10n.ts";
import { openPanels } from "./host/panel/openPanels.ts";
import type { Panels } from "./host/panel/panels.ts";
import type { Services } from "./host/services.ts";

/** The panels of runs and graphs: loaded with the first of them, so that activation need not read it. */
export function openPanelsEditor(services: Services, extension: vscode.Uri): Panels {
  // This bundle has texts of its own, and so its own place for the translation.
  useTranslation((text, ...values) => vscode.l10n.t(text, ...values), vscode.env.language);
  return openPanels(services, extension);
}
