import * as vscode from "vscode";
import { l10n } from "../l10n.ts";
import { buttons, sentences } from "../messages/messages.ts";
import type { Services } from "../services.ts";
import { exampleText, SAMPLE_CONTEXT } from "./exampleText.ts";
import type { Handlers } from "./registry.ts";

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
      const folder = await emptyFolder();
      if (folder === undefined) void vscode.window.showInformationMessage(sentences.sandboxRuns(context));
      else if (await wantsExample(context)) await writeExample(services, extension, folder, context);
    },
    "tidegate.stopSandbox": () => services.sandbox.stop(),
  };
}

/** The folder that is open, where there is nothing in it yet. */
async function emptyFolder(): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (folder === undefined) return undefined;
  const entries = await vscode.workspace.fs.readDirectory(folder);
  return entries.some(([name]) => name !== ".git") ? undefined : folder;
}

/** Says that the cluster runs and offers an example to try it with; nothing is written without a yes. */
async function wantsExample(context: string): Promise<boolean> {
  const write = buttons.write();
  const text = `${sentences.sandboxRuns(context)} ${sentences.writeExample()}`;
  return (await vscode.window.showInformationMessage(text, write)) === write;
}

async function writeExample(
  { files }: Services,
  extension: vscode.Uri,
  folder: vscode.Uri,
  context: string,
): Promise<void> {
  const sample = vscode.Uri.joinPath(extension, "media", "sample", "tidegate.yaml");
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(sample));
  const target = vscode.Uri.joinPath(folder, "tidegate.yaml");
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(exampleText(text, context)));
  // The first event of a watched folder may take its time.
  await files.reload();
  await vscode.window.showTextDocument(target);
}
