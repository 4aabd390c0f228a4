import type { PanelSnapshot } from "../../protocol/panel.ts";
import { t } from "../words/language.ts";
import { sentence, spokenNode } from "./spokenNode.ts";

/** What a listener must hear of the difference between two snapshots; nothing where only numbers went on. */
export function announcement(before: PanelSnapshot | undefined, after: PanelSnapshot): string | undefined {
  const [was, is] = [before?.run, after.run];
  if (before?.graphId !== after.graphId || was === undefined || is === undefined) return undefined;
  if (was.ended === undefined && is.ended !== undefined) return sentence(`${after.title}: ${is.status}`);
  if (was.unprotectedSince === undefined && is.unprotectedSince !== undefined) return t("No runner watches this run.");
  const here = is.way.at(-1);
  const moved = was.way.length !== is.way.length || was.way.at(-1) !== here;
  const node = after.graph.nodes.find(({ id }) => id === here);
  const view = after.nodes.find(({ id }) => id === here);
  const known = before.nodes.find(({ id }) => id === here);
  const changed =
    moved || known?.state !== view?.state || known?.mark !== view?.mark || known?.blocked !== view?.blocked;
  if (node !== undefined && changed) return sentence(spokenNode(node, view, true));
  return was.status === is.status ? undefined : sentence(is.status);
}
