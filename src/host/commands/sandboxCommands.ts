import * as vscode from "vscode";
import { l10n } from "../l10n.ts";
import { buttons, sentences } from "../messages/messages.ts";
import type { Services } from "../services.ts";
import type { Handlers } from "./registry.ts";

/** The context that the sample names; the cluster's own name takes its place. */
const SAMPLE_CONTEXT = "tidegate-sandbox";

/** Starting and stopping the embedded cluster. */
export function sandboxCommands(
  services: Services,
  extension: vscode.Uri,
): Pick<Handlers, "tidegate.startSandbox" | "tidegate.stopSandbox"> {
  return {
    "tidegate.startSandbox": async () => {
      const title = l10n.t("Starting the embedded cluster");
      const options = { location: { viewId: "tidegate.environments" }, title };
      const kubeconfig = await vscode.window.withProgress(options, () => services.sandbox.start());
      const { contexts } = await services.parts.cluster();
      const context = (await contexts([kubeconfig]))[0]?.name ?? SAMPLE_CONTEXT;
      await offerExample(extension, context);
      void vscode.window.showInformationMessage(sentences.sandboxRuns(context));
    },
    "tidegate.stopSandbox": () => services.sandbox.stop(),
  };
}

/** In an empty folder, offers an example to try the cluster with; nothing is written without a yes. */
async function offerExample(extension: vscode.Uri, context: string): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (folder === undefined) return;
  const entries = await vscode.workspace.fs.readDirectory(folder);
  if (entries.some(([name]) => name !== ".git")) return;
  const write = buttons.write();
  if ((await vscode.window.showInformationMessage(sentences.writeExample(), write)) !== write) return;
  const sample = vscode.Uri.joinPath(extension, "media", "sample", "tidegate.yaml");
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(sample));
  const target = vscode.Uri.joinPath(folder, "tidegate.yaml");
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text.replaceAll(SAMPLE_CONTEXT, context)));
  await vscode.window.showTextDocument(target);
}
