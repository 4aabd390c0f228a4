import * as vscode from "vscode";
import { Fault } from "../../../base/result.ts";
import { askSteps } from "../../ask/steps.ts";
import { l10n } from "../../l10n.ts";
import { sentences } from "../../messages/messages.ts";
import type { PreviewView } from "../../scaffold/previewView.ts";
import type { Services } from "../../services.ts";
import { plain } from "../../text/plain.ts";
import type { Handlers } from "../registry.ts";
import { cancellable } from "./cancellable.ts";
import { chosenNames, type Draft } from "./draft.ts";
import { scaffoldSteps } from "./steps.ts";

/** Finds what can be deployed, asks what to write, and previews it. Writes nothing. */
export function scaffoldCommand(services: Services, previews: PreviewView): Pick<Handlers, "tidegate.scaffold"> {
  return {
    "tidegate.scaffold": async (subject) => {
      const folder = await folderOf(subject);
      if (folder === undefined) return;
      const { openScaffolding } = await services.parts.scaffold();
      const scaffolding = openScaffolding(folder.fsPath);
      const draft = await cancellable(l10n.t("Looking for what can be deployed"), async (signal): Promise<Draft> => {
        const detection = await scaffolding.detect(signal);
        const first = detection.problems.map(({ message }) => plain(message, 400)).join(" ");
        if (detection.applications.length === 0)
          throw new Fault("NothingDeployable", first || sentences.nothingDeployable());
        const { settings } = await scaffolding.plan({ kinds: [], detection, ownTemplates: true }, signal);
        return { folder, scaffolding, subject: pathIn(folder, subject), detection, settings };
      });
      const gathered = await askSteps(scaffoldSteps(draft), {});
      if (gathered?.kinds === undefined) return;
      const { detection, settings } = draft;
      const applications = chosenNames(draft, gathered);
      const request = { kinds: gathered.kinds, applications, detection, settings, ownTemplates: true };
      const plan = await cancellable(l10n.t("Comparing with what is there"), (signal) =>
        scaffolding.plan(request, signal),
      );
      await previews.open({ folder, scaffolding, request }, plan);
    },
  };
}

async function folderOf(subject: unknown): Promise<vscode.Uri | undefined> {
  const named = subject instanceof vscode.Uri ? vscode.workspace.getWorkspaceFolder(subject) : undefined;
  const folders = vscode.workspace.workspaceFolders ?? [];
  const folder = named ?? (folders.length > 1 ? await vscode.window.showWorkspaceFolderPick() : folders[0]);
  if (folders.length === 0) throw new Fault("NoFolder", sentences.noFolder());
  return folder?.uri;
}

function pathIn(folder: vscode.Uri, subject: unknown): string | undefined {
  if (!(subject instanceof vscode.Uri) || !subject.path.startsWith(`${folder.path}/`)) return undefined;
  return subject.path.slice(folder.path.length + 1);
}
