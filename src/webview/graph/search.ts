import type { PictureNode } from "../../protocol/picture.ts";

/**
 * Ids of nodes whose label holds every word of the text, in the order of the graph; none for an empty text. Where no
 * label does, ids are searched: they stand in documents and reports.
 */
export function matchesOf(nodes: readonly PictureNode[], text: string): readonly string[] {
  const words = plain(text).split(/\s+/u).filter(Boolean);
  if (words.length === 0) return [];
  const having = (read: (node: PictureNode) => string): readonly string[] =>
    nodes.filter((node) => words.every((word) => plain(read(node)).includes(word))).map(({ id }) => id);
  const labelled = having(({ label }) => label);
  return labelled.length > 0 ? labelled : having(({ id }) => id);
}

/** The match after (or before) this one, round and round; the first where nothing is selected. */
export function nextMatch(matches: readonly string[], from: string | undefined, step: 1 | -1): string | undefined {
  const at = from === undefined ? -1 : matches.indexOf(from);
  if (at === -1) return step === 1 ? matches[0] : matches.at(-1);
  return matches[(at + step + matches.length) % matches.length];
}

function plain(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
