import * as vscode from "vscode";
import { Fault } from "../../../base/result.ts";
import { l10n } from "../../l10n.ts";

/** Work that a person waits for and may give up: then it ends at once, with the fault `Aborted`. */
export async function cancellable<T>(title: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return await vscode.window.withProgress(options, async (_progress, token) => {
    const controller = new AbortController();
    const given = new Promise<never>((_resolve, reject) => {
      token.onCancellationRequested(() => {
        reject(new Fault("Aborted", l10n.t("It was given up.")));
        controller.abort();
      });
    });
    return await Promise.race([work(controller.signal), given]);
  });
}
