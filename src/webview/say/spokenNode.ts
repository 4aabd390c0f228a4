import type { NodeView } from "../../protocol/panel.ts";
import type { PictureNode } from "../../protocol/picture.ts";
import { t } from "../words/language.ts";
import { kindText, stateText } from "../words/texts.ts";

/** A node as a screen reader says it: kind, label, state, mark and what blocks. */
export function spokenNode(node: PictureNode, view: NodeView | undefined, hasRun: boolean): string {
  const parts = [kindText(node.kind), node.label];
  if (hasRun && view !== undefined) parts.push(stateText(view.state));
  if (view?.mark !== undefined) parts.push(markText(view.mark));
  if (view?.blocked !== undefined) parts.push(view.blocked);
  return parts.join(", ");
}

/** `1/2` is not read as a fraction, nor as a date. */
function markText(mark: string): string {
  const [given, required] = mark.split("/");
  return given === undefined || required === undefined ? mark : t("{0} of {1}", given, required);
}

/** The text with a full stop, where it has none. */
export function sentence(text: string): string {
  return /[.?]$/u.test(text) ? text : `${text}.`;
}
