import type { PictureNode } from "../../protocol/picture.ts";
import type { NodeView } from "../../protocol/panel.ts";
import type { PanelState } from "../state/panelState.ts";
import { count, KIND, STATE } from "../words/texts.ts";

/** A node in a sentence, as a screen reader says it. */
export function spokenNode(node: PictureNode, view: NodeView | undefined, hasRun: boolean): string {
  const parts = [KIND[node.kind], node.label];
  if (hasRun && view !== undefined) parts.push(STATE[view.state]);
  if (view?.mark !== undefined) parts.push(view.mark.replace("/", " of "));
  if (view?.blocked !== undefined) parts.push(view.blocked);
  return parts.join(", ");
}

/** What is shown now, and where one can go from it. */
export function nodeSentence({ graph, views, shown, snapshot, drawing }: PanelState): string {
  const id = shown.value;
  const node = graph.value?.nodes.find((other) => other.id === id);
  if (id === undefined || graph.value === undefined) return "";
  const group = drawing.value?.graph.nodes.find((other) => other.id === id);
  if (node === undefined) return group === undefined ? "" : `Collapsed group, ${group.label}. C expands it.`;
  const onward = graph.value.edges.filter(({ from }) => from === id).length;
  const spoken = spokenNode(node, views.value.get(id), snapshot.value?.run !== undefined);
  return `${spoken}. ${onward === 0 ? "No way on" : count(onward, "way on", "ways on")}.`;
}
