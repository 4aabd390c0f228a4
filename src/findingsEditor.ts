import * as vscode from "vscode";
import { FileFindings } from "./host/findings/fileFindings.ts";
import { useTranslation } from "./host/l10n.ts";
import type { Services } from "./host/services.ts";

/** Diagnostics, fixes and hovers of files: loaded with the first such file, so that activation need not read it. */
export function openFindingsEditor({ clock, log, parts }: Services): FileFindings {
  // This bundle has texts of its own, and so its own place for the translation.
  useTranslation((text, ...values) => vscode.l10n.t(text, ...values), vscode.env.language);
  return new FileFindings({ clock, log, part: parts.checks });
}
