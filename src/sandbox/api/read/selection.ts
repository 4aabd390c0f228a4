import { dig, type Members, membersOf } from "../json.ts";
import type { ServedKind } from "../kinds.ts";
import { parseFieldSelector } from "../rules/fieldSelector.ts";
import { parseLabelSelector } from "../rules/labelSelector.ts";

export interface Selection {
  readonly matches: (object: unknown) => boolean;
  /** Nothing is left out. */
  readonly isEverything: boolean;
}

/** The label and field selectors of a list, a watch or a deletion. */
export function selectionOf(kind: ServedKind, query: URLSearchParams): Selection {
  const labels = query.get("labelSelector") ?? "";
  const fields = query.get("fieldSelector") ?? "";
  const byLabel = parseLabelSelector(labels);
  const byField = parseFieldSelector(kind, fields);
  const isEverything = labels === "" && fields === "";
  return {
    isEverything,
    matches: (object) =>
      isEverything || (byLabel(membersOf(dig(object, "metadata", "labels"))) && byField(object as Members)),
  };
}
