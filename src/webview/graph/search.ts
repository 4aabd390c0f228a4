import type { PictureNode } from "../../protocol/picture.ts";

/** Ids of nodes whose label or id holds every word of the text, in the order of the graph; none for an empty text. */
export function matchesOf(nodes: readonly PictureNode[], text: string): readonly string[] {
  const words = plain(text).split(/\s+/u).filter(Boolean);
  if (words.length === 0) return [];
  return nodes
    .filter(({ id, label }) => {
      const hay = plain(`${label} ${id}`);
      return words.every((word) => hay.includes(word));
    })
    .map(({ id }) => id);
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
