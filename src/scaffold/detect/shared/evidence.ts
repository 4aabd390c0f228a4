import type { Confidence, Evidence, Fact } from "../../facts/fact.ts";

/** The line that an offset of a text is on, from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let next = text.indexOf("\n"); next !== -1 && next < offset; next = text.indexOf("\n", next + 1)) line += 1;
  return line;
}

/** The line of the first place where a text holds this, from 1; 1 where it holds it nowhere. */
export function lineOf(text: string, needle: string | RegExp): number {
  const offset = typeof needle === "string" ? text.indexOf(needle) : text.search(needle);
  return offset === -1 ? 1 : lineAt(text, offset);
}

/** Evidence at a line; `file` is from the root of the tree, `says` is a clause and holds nothing secret. */
export function evidence(file: string, line: number, says: string): Evidence {
  return { file, line, says };
}

/** A fact with at least one piece of evidence. */
export function fact<T>(value: T, confidence: Confidence, first: Evidence, ...more: readonly Evidence[]): Fact<T> {
  return { value, confidence, evidence: [first, ...more] };
}
