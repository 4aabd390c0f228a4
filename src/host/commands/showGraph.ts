import { l10n } from "../l10n.ts";
import type { Services } from "../services.ts";
import { chooseGraph } from "./chooseGraph.ts";

/** Shows a graph of a document: of the file that was named, else of the editor that is looked at. */
export async function showGraph(services: Services, file: string | undefined): Promise<void> {
  const chosen = await chooseGraph(services, file, l10n.t("Show Graph"));
  if (chosen === undefined) return;
  const { uri, index, graph } = chosen;
  await services.panels.show({ type: "document", uri: uri.toString(), index }, graph.title);
}
