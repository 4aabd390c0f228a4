import type { PanelState } from "../state/panelState.ts";
import { count } from "../words/texts.ts";
import { sentence, spokenNode } from "./spokenNode.ts";

/** What is shown now, and where one can go from it. */
export function nodeSentence({ graph, views, shown, snapshot, drawing }: PanelState): string {
  const id = shown.value;
  const node = graph.value?.nodes.find((other) => other.id === id);
  if (id === undefined || graph.value === undefined) return "";
  const group = drawing.value?.graph.nodes.find((other) => other.id === id);
  if (node === undefined) return group === undefined ? "" : `Collapsed group, ${group.label}. C expands it.`;
  const onward = graph.value.edges.filter(({ from }) => from === id).length;
  const spoken = spokenNode(node, views.value.get(id), snapshot.value?.run !== undefined);
  return `${sentence(spoken)} ${onward === 0 ? "No way on" : count(onward, "way on", "ways on")}.`;
}
