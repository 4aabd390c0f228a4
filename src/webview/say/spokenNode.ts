import type { NodeView } from "../../protocol/panel.ts";
import type { PictureNode } from "../../protocol/picture.ts";
import { KIND, STATE } from "../words/texts.ts";

/** A node as a screen reader says it: kind, label, state, mark and what blocks. */
export function spokenNode(node: PictureNode, view: NodeView | undefined, hasRun: boolean): string {
  const parts = [KIND[node.kind], node.label];
  if (hasRun && view !== undefined) parts.push(STATE[view.state]);
  if (view?.mark !== undefined) parts.push(view.mark.replace("/", " of "));
  if (view?.blocked !== undefined) parts.push(view.blocked);
  return parts.join(", ");
}

/** The text with a full stop, where it has none. */
export function sentence(text: string): string {
  return /[.?]$/u.test(text) ? text : `${text}.`;
}
