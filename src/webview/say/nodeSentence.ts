import type { PanelState } from "../state/panelState.ts";
import { t } from "../words/language.ts";
import { sentence, spokenNode } from "./spokenNode.ts";

/** What is shown now, and where one can go from it. */
export function nodeSentence({ graph, views, shown, snapshot, drawing }: PanelState): string {
  const id = shown.value;
  const node = graph.value?.nodes.find((other) => other.id === id);
  if (id === undefined || graph.value === undefined) return "";
  const group = drawing.value?.graph.nodes.find((other) => other.id === id);
  if (node === undefined) return group === undefined ? "" : t("Collapsed group, {0}. C expands it.", group.label);
  const onward = graph.value.edges.filter(({ from }) => from === id).length;
  const spoken = spokenNode(node, views.value.get(id), snapshot.value?.run !== undefined);
  return `${sentence(spoken)} ${onwardText(onward)}`;
}

function onwardText(ways: number): string {
  if (ways === 0) return t("No way on.");
  return ways === 1 ? t("1 way on.") : t("{0} ways on.", ways);
}
