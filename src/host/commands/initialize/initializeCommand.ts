import { basename } from "node:path";
import * as vscode from "vscode";
import { Fault } from "../../../base/result.ts";
import type { InitialChoices } from "../../../core/config/initialConfig.ts";
import { askSteps } from "../../ask/steps.ts";
import { buttons, sentences } from "../../messages/messages.ts";
import type { ClusterPart, ContextInfo } from "../../ports.ts";
import type { Services } from "../../services.ts";
import type { ConfigPart } from "../../workspace/configPart.ts";
import type { Handlers } from "../registry.ts";
import { fileOf } from "../subject.ts";
import { type Gathered, initialChoices, type PickedWorkload } from "../../../engine/initialize/choices.ts";
import { initializeSteps } from "./steps.ts";

/** Writes a `tidegate.yaml` from what the person may see and picks; in one that is there, only adds. */
export function initializeCommands(
  services: Services,
  kubeconfig: () => readonly string[],
): Pick<Handlers, "tidegate.initialize"> {
  return {
    "tidegate.initialize": async (subject) => {
      const target = await targetFile(subject);
      if (target === undefined) return;
      const contexts = await contextsOf(await services.parts.cluster(), kubeconfig());
      if (typeof contexts === "string") return await offerSandbox(contexts);
      const suggestion = basename(vscode.Uri.joinPath(target, "..").path) || "app";
      const found: PickedWorkload[] = [];
      const gathered = await askSteps(initializeSteps(services, contexts, suggestion, found), {});
      if (!isComplete(gathered)) return;
      await write(await services.parts.workspace(), target, initialChoices(gathered, found));
      await services.files.reload();
    },
  };
}

async function targetFile(subject: unknown): Promise<vscode.Uri | undefined> {
  const named = fileOf(subject);
  if (named !== undefined) return vscode.Uri.parse(named);
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) throw new Fault("NoFolder", sentences.noFolder());
  const folder = folders.length === 1 ? folders[0] : await vscode.window.showWorkspaceFolderPick();
  return folder === undefined ? undefined : vscode.Uri.joinPath(folder.uri, "tidegate.yaml");
}

/** The contexts to choose from; where there are none, a sentence that says why. */
async function contextsOf(cluster: ClusterPart, files: readonly string[]): Promise<readonly ContextInfo[] | string> {
  try {
    const contexts = await cluster.contexts(files);
    return contexts.length === 0 ? sentences.noContexts() : contexts;
  } catch (error) {
    // A newcomer has no kubeconfig, and may begin with the embedded cluster.
    if (error instanceof Fault && error.facts["missing"] === true) return error.message;
    throw error;
  }
}

async function offerSandbox(why: string): Promise<void> {
  const start = buttons.startSandbox();
  const answer = await vscode.window.showInformationMessage(why, start);
  if (answer === start) await vscode.commands.executeCommand("tidegate.startSandbox");
}

function isComplete(gathered: Gathered | undefined): gathered is Required<Gathered> {
  return gathered?.namespaces !== undefined && gathered.production !== undefined && gathered.workloads !== undefined;
}

async function write(part: ConfigPart, target: vscode.Uri, choices: InitialChoices): Promise<void> {
  const present = await readIfThere(target);
  const text = present === undefined ? part.initialConfig(choices) : added(part, present, choices);
  if (present === undefined) await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  const document = await vscode.workspace.openTextDocument(target);
  if (present !== undefined) await replace(document, text);
  await vscode.window.showTextDocument(document);
}

async function readIfThere(target: vscode.Uri): Promise<string | undefined> {
  try {
    await vscode.workspace.fs.stat(target);
  } catch {
    return undefined;
  }
  return (await vscode.workspace.openTextDocument(target)).getText();
}

/** Adds what is not there yet; what a person wrote, comments too, stays. Faults: `BadYaml`. */
function added(part: ConfigPart, present: string, choices: InitialChoices): string {
  let text = present;
  const known = part.parseConfig(present).config?.applications ?? {};
  for (const { name: application, environments } of choices.applications) {
    for (const { name, ...value } of environments) {
      if (known[application]?.environments[name] !== undefined) continue;
      const { production, ...rest } = value;
      const written = production ? { ...rest, production, approval: { required: 1 } } : rest;
      const edited = part.editConfig(text, {
        path: ["applications", application, "environments", name],
        value: written,
      });
      if (!edited.ok) throw edited.error;
      text = edited.value;
    }
  }
  return text;
}

/** Through the editor, so that it can be undone. */
async function replace(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const whole = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
  edit.replace(document.uri, whole, text);
  await vscode.workspace.applyEdit(edit);
  await document.save();
}
