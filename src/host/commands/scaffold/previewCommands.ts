import * as vscode from "vscode";
import { Fault, reasonOf } from "../../../base/result.ts";
import type { Choice, MergedFile } from "../../../scaffold/merge/mergedFile.ts";
import { l10n } from "../../l10n.ts";
import { buttons, sentences } from "../../messages/messages.ts";
import { isUndecided, losesLines } from "../../scaffold/fileChoices.ts";
import { doneMessage, doneText } from "../../scaffold/nextSteps.ts";
import type { Preview } from "../../scaffold/preview.ts";
import type { PreviewView } from "../../scaffold/previewView.ts";
import type { Services } from "../../services.ts";
import type { Handlers } from "../registry.ts";
import { previewPathOf } from "../subject.ts";

type Names =
  | "Write"
  | "TakeAll"
  | "LeaveConflicts"
  | "Discard"
  | "Compare"
  | "TakeMine"
  | "TakeGenerated"
  | "TakeBoth"
  | "Leave";

/** What one does with a preview: look at its files, take or leave them, and write. */
export function previewCommands(
  services: Services,
  previews: PreviewView,
): Pick<Handlers, `tidegate.scaffold${Names}`> {
  const deciding = (choice: Choice) => async (subject: unknown) => {
    const [preview, file] = fileOf(previews, subject);
    preview.decide((choices) => choices.choose(file, choice));
    await previews.compare(file);
  };
  return {
    "tidegate.scaffoldWrite": () => write(services, previews),
    "tidegate.scaffoldTakeAll": () =>
      previewOf(previews).decide((choices, files) => files.forEach((file) => choices.take(file, true))),
    "tidegate.scaffoldLeaveConflicts": () =>
      previewOf(previews).decide((choices, files) =>
        files.filter(isUndecided).forEach((file) => choices.take(file, false)),
      ),
    "tidegate.scaffoldDiscard": () => previews.close(),
    "tidegate.scaffoldCompare": (subject) => previews.compare(fileOf(previews, subject)[1]),
    "tidegate.scaffoldTakeMine": deciding("mine"),
    "tidegate.scaffoldTakeGenerated": deciding("generated"),
    "tidegate.scaffoldTakeBoth": deciding("markers"),
    "tidegate.scaffoldLeave": deciding("leave"),
  };
}

function previewOf(previews: PreviewView): Preview {
  if (previews.preview === undefined) throw new Fault("NoPreview", sentences.noPreview());
  return previews.preview;
}

function fileOf(previews: PreviewView, subject: unknown): readonly [Preview, MergedFile] {
  const preview = previewOf(previews);
  const file = preview.file(previewPathOf(subject) ?? "");
  if (file === undefined) throw new Fault("NoPreview", sentences.noPreview());
  return [preview, file];
}

async function write({ documents, generated }: Services, previews: PreviewView): Promise<void> {
  const preview = previewOf(previews);
  const { files } = preview.plan;
  if (!files.some((file) => preview.choices.isTaken(file) === true)) {
    void vscode.window.showInformationMessage(sentences.nothingTaken());
    return;
  }
  const losing = files.filter((file) => losesLines(file, preview.choices.choice(file)));
  if (losing.length > 0 && !(await mayLose(losing))) return;
  const { plan } = preview;
  const options = { location: vscode.ProgressLocation.Notification, title: l10n.t("Writing files") };
  const written = await vscode.window.withProgress(options, () => writeOrRefresh(preview));
  generated.noticed();
  previews.close();
  const next = buttons.showNextSteps();
  const answer = await vscode.window.showInformationMessage(doneMessage(written), next);
  if (answer === next) await documents.preview("Scaffolding.md", doneText(plan, written));
}

async function mayLose(files: readonly MergedFile[]): Promise<boolean> {
  const replace = buttons.replace();
  const sentence = sentences.losesLines(files.map(({ path }) => path));
  return (await vscode.window.showWarningMessage(sentence, { modal: true }, replace)) === replace;
}

/** A file that was saved meanwhile refuses the whole; the preview then shows it as it is now. */
async function writeOrRefresh(preview: Preview): ReturnType<Preview["write"]> {
  try {
    return await preview.write();
  } catch (error) {
    if (reasonOf(error) === "ChangedSince") await preview.refresh();
    throw error;
  }
}
