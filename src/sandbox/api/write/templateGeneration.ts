import { TEMPLATE_GENERATION_ANNOTATION } from "../../../core/rollout/family.ts";
import { jsonEqual } from "../../store/freeze.ts";
import { dig, type Members, membersOf, textOf } from "../json.ts";
import { draft } from "../rules/podDefaults.ts";

/**
 * Counts the templates that a DaemonSet has had, in an annotation that is the server's own: 1 at first, one more with
 * each other template, whatever a client writes there.
 */
export function countTemplates(before: Members | undefined, after: Members): void {
  const annotations = draft(draft(after, "metadata"), "annotations");
  annotations[TEMPLATE_GENERATION_ANNOTATION] = String(before === undefined ? 1 : next(before, after));
}

function next(before: Members, after: Members): number {
  const known = textOf(membersOf(dig(before, "metadata", "annotations"))[TEMPLATE_GENERATION_ANNOTATION]);
  const isSame = jsonEqual(dig(before, "spec", "template"), dig(after, "spec", "template"));
  return Number(known || "1") + (isSame ? 0 : 1);
}
