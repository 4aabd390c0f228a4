import * as vscode from "vscode";
import { Fault } from "../../base/result.ts";
import type { DocumentGraph } from "../../documents/graphsIn.ts";
import { pickOne } from "../ask/pick.ts";
import { l10n } from "../l10n.ts";
import type { Services } from "../services.ts";
import { plain } from "../text/plain.ts";

/** A graph of a document, and which of them it is, from 0. */
export interface ChosenGraph {
  readonly uri: vscode.Uri;
  readonly index: number;
  readonly graph: DocumentGraph;
}

/**
 * A graph of the file that was named, else of the editor that is looked at; asks only where the document holds several.
 * Undefined when the person gives up.
 */
export async function chooseGraph(
  services: Services,
  file: string | undefined,
  title: string,
): Promise<ChosenGraph | undefined> {
  const uri = file === undefined ? vscode.window.activeTextEditor?.document.uri : vscode.Uri.parse(file);
  if (uri === undefined) {
    throw new Fault("NoDocument", l10n.t("No document is open. Open a Markdown or Mermaid file that holds a graph."));
  }
  const document = await vscode.workspace.openTextDocument(uri);
  const { graphsIn } = await services.parts.workspace();
  const graphs = graphsIn(document.getText(), uri.path);
  if (graphs.length === 0) {
    const name = plain(vscode.workspace.asRelativePath(uri));
    throw new Fault("NoGraph", l10n.t("{0} holds no graph: no Mermaid flowchart and no workflow of phases.", name));
  }
  const index = await pickGraph(graphs, title);
  const graph = index === undefined ? undefined : graphs[index];
  return index === undefined || graph === undefined ? undefined : { uri, index, graph };
}

async function pickGraph(graphs: readonly DocumentGraph[], title: string): Promise<number | undefined> {
  if (graphs.length === 1) return 0;
  const choices = graphs.map(({ title: name, line, kind }, value) => {
    const what = kind === "workflow" ? l10n.t("Workflow") : l10n.t("Flowchart");
    return { label: plain(name), description: l10n.t("{0}, line {1}", what, line), value };
  });
  const answer = await pickOne({ title, placeholder: l10n.t("Graph") }, choices);
  return answer.type === "next" ? answer.value : undefined;
}
