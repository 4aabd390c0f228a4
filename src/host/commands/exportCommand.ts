import * as vscode from "vscode";
import { Fault } from "../../base/result.ts";
import { pickOne } from "../ask/pick.ts";
import { l10n } from "../l10n.ts";
import { buttons } from "../messages/messages.ts";
import type { OpenPanel } from "../panel/panels.ts";
import type { PictureFormat } from "../panel/panelTab.ts";
import type { Services } from "../services.ts";
import { plain } from "../text/plain.ts";
import type { Handlers } from "./registry.ts";

type Format = PictureFormat | "mermaid";

const ENDINGS: Readonly<Record<Format, string>> = { svg: "svg", png: "png", mermaid: "mmd" };

/** Writes the graph of the panel that is looked at into a file. The save dialog asks before it writes over one. */
export function exportCommand(services: Services): Pick<Handlers, "tidegate.exportGraph"> {
  return {
    "tidegate.exportGraph": async () => {
      const panel = services.panels.active;
      if (panel === undefined) {
        throw new Fault("NoPanel", l10n.t("No panel is looked at. Open a run's panel or a document's graph first."));
      }
      const format = await pickFormat();
      const file = format === undefined ? undefined : await pickFile(panel, format);
      if (format === undefined || file === undefined) return;
      await writeWhole(services, file, await content(services, panel, format));
      const open = buttons.open();
      const answer = await vscode.window.showInformationMessage(
        l10n.t("Wrote {0}.", plain(vscode.workspace.asRelativePath(file))),
        open,
      );
      if (answer === open) await vscode.commands.executeCommand("vscode.open", file);
    },
  };
}

async function pickFormat(): Promise<Format | undefined> {
  const choices = [
    { label: "SVG", detail: l10n.t("The whole picture, sharp at any size."), value: "svg" as const },
    { label: "PNG", detail: l10n.t("The whole picture in pixels."), value: "png" as const },
    {
      label: "Mermaid",
      detail: l10n.t("A flowchart as text, which can be edited and opened again."),
      value: "mermaid" as const,
    },
  ];
  const answer = await pickOne({ title: l10n.t("Export Graph"), placeholder: l10n.t("Format") }, choices);
  return answer.type === "next" ? answer.value : undefined;
}

async function pickFile({ source }: OpenPanel, format: Format): Promise<vscode.Uri | undefined> {
  const ending = ENDINGS[format];
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const name = `${source.name}.${ending}`;
  return await vscode.window.showSaveDialog({
    title: l10n.t("Export Graph"),
    saveLabel: l10n.t("Export"),
    filters: { [format === "mermaid" ? "Mermaid" : format.toUpperCase()]: [ending] },
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder.uri, name) }),
  });
}

async function content(services: Services, { tab, source }: OpenPanel, format: Format): Promise<Uint8Array> {
  if (format !== "mermaid") {
    const picture = await drawn(() => tab.picture(format));
    return Buffer.from(picture, format === "png" ? "base64" : "utf8");
  }
  const graph = await source.graph();
  if (graph === undefined) throw new Fault("NoGraph", l10n.t("The graph is not known any more. Open it anew."));
  const { writeMermaid } = await services.parts.workspace();
  return Buffer.from(writeMermaid(graph), "utf8");
}

async function drawn(picture: () => Promise<string>): Promise<string> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: l10n.t("Drawing the graph"),
    cancellable: true,
  };
  return await vscode.window.withProgress(options, async (_progress, token) => {
    const cancelled = new Promise<never>((_resolve, reject) => {
      token.onCancellationRequested(() => reject(new Fault("Aborted", l10n.t("The export was given up."))));
    });
    return await Promise.race([picture(), cancelled]);
  });
}

/** Written beside and put in place in one step, so that no half picture is ever there. */
async function writeWhole({ parts }: Services, file: vscode.Uri, bytes: Uint8Array): Promise<void> {
  const { requestId } = await parts.workspace();
  const beside = file.with({ path: `${file.path}.${requestId()}.tmp` });
  try {
    await vscode.workspace.fs.writeFile(beside, bytes);
    await vscode.workspace.fs.rename(beside, file, { overwrite: true });
  } catch (error) {
    await vscode.workspace.fs.delete(beside).then(undefined, () => undefined);
    throw error;
  }
}
