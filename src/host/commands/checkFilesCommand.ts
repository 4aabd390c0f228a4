import * as vscode from "vscode";
import { Fault } from "../../base/result.ts";
import type { Checked } from "../../engine/findings/checking.ts";
import { type CheckedFolder, mayLint } from "../findings/fileFindings.ts";
import { checkedSentence } from "../findings/words.ts";
import { l10n } from "../l10n.ts";
import { buttons, sentences } from "../messages/messages.ts";
import type { Services } from "../services.ts";
import type { Handlers } from "./registry.ts";

/** Checks all files of the workspace, with the linters that are installed, and shows what was found. */
export function checkFilesCommand(services: Services): Pick<Handlers, "tidegate.checkFiles"> {
  return {
    "tidegate.checkFiles": async () => {
      const checked = await checkAll(services);
      await services.findings.showChecked(checked);
      const results = checked.map(({ result }) => result);
      if (results.some(({ findings }) => findings.length > 0)) {
        await vscode.commands.executeCommand("workbench.panel.markers.view.focus");
      }
      logLinters(services, results);
      void say(services, results);
    },
  };
}

async function checkAll({ parts }: Services): Promise<readonly CheckedFolder[]> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) throw new Fault("NoFolder", sentences.noFolder());
  const title = l10n.t("Checking files");
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return await vscode.window.withProgress(options, async (progress, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    const { openChecking } = await parts.checks();
    const checked: CheckedFolder[] = [];
    try {
      for (const { uri, name } of folders) {
        progress.report({ message: name });
        const result = await openChecking(uri.fsPath).check({ linters: mayLint(), signal: controller.signal });
        checked.push({ folder: uri, result });
      }
    } catch (error) {
      if (token.isCancellationRequested) throw new Fault("Aborted", l10n.t("The check was given up."));
      throw error;
    }
    return checked;
  });
}

/** Linters that failed are for the log: what they would have found is not known. */
function logLinters({ log }: Services, results: readonly Checked[]): void {
  for (const { linters } of results) {
    for (const { linter, message } of linters?.failed ?? []) log.warn(`${linter} failed: ${message}`);
    const missing = linters?.missing ?? [];
    if (missing.length > 0) log.info(`Not installed, and so not asked: ${missing.join(", ")}.`);
  }
}

async function say({ showLog }: Services, results: readonly Checked[]): Promise<void> {
  const failed = results.some(({ linters }) => (linters?.failed.length ?? 0) > 0);
  const show = buttons.showLog();
  const sentence = checkedSentence(results);
  const answer = await (failed
    ? vscode.window.showInformationMessage(sentence, show)
    : vscode.window.showInformationMessage(sentence));
  if (answer === show) showLog();
}
