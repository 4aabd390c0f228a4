import type { ComponentChild } from "preact";

/** A text with parts of the page in the places of `{0}`, `{1}`…: a translation may put them in another order. */
export function withParts(text: string, ...parts: readonly ComponentChild[]): readonly ComponentChild[] {
  return text.split(/\{(\d+)\}/u).map((piece, index) => (index % 2 === 0 ? piece : parts[Number(piece)]));
}
