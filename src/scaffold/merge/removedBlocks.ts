import type { GeneratedBlock } from "../generate/generated.ts";
import { align, type Alignment, type Hunk } from "./alignment.ts";

/** A generated text with what it says of its blocks. */
export interface BlockedLines {
  readonly lines: readonly string[];
  readonly blocks: readonly GeneratedBlock[];
}

/**
 * The generated blocks that a person has taken out: none of a block's lines is left, and nothing stands in their place
 * that looks like a new wording of them. Lines without a letter or digit do not tell, as every file has many alike.
 */
export function removedBlocks(base: BlockedLines, current: readonly string[]): readonly GeneratedBlock[] {
  const alignment = align(base.lines, current);
  return base.blocks.filter((block) => isRemoved(block, base.lines, current, alignment));
}

function isRemoved(
  { from, to }: GeneratedBlock,
  lines: readonly string[],
  current: readonly string[],
  { survivors, hunks }: Alignment,
): boolean {
  const indexes = Array.from({ length: to - from + 1 }, (_one, offset) => from - 1 + offset);
  const telling = telltales(indexes, lines);
  if (telling.some((index) => survivors[index] !== undefined)) return false;
  const keys = new Set(telling.map((index) => keyOf(lines[index] ?? "")));
  const replaced = hunks.filter((hunk) => touches(hunk, from - 1, to));
  const added = replaced.flatMap((hunk) => current.slice(hunk.current.start, hunk.current.end));
  return !added.some((line) => keys.has(keyOf(line)));
}

function telltales(indexes: readonly number[], lines: readonly string[]): readonly number[] {
  const wordy = indexes.filter((index) => /[\p{L}\p{N}]/u.test(lines[index] ?? ""));
  const code = wordy.filter((index) => !/^\s*(#|\/\/)/u.test(lines[index] ?? ""));
  return [code, wordy, indexes].find((some) => some.length > 0) ?? [];
}

function touches(hunk: Hunk, start: number, end: number): boolean {
  return hunk.base.start < end && hunk.base.end > start;
}

/** What a line sets: its first word, such as `USER`, `- name` or `"image"`. */
function keyOf(line: string): string {
  return /^\s*(?:- )?[^\s:=]*/u.exec(line)?.[0].trim() ?? "";
}

/**
 * Which block of the next text is the one of the base: that of the same rule which is most alike, else the first of
 * that rule that has no line in common with any block of the base. Undefined where it is generated no longer.
 */
export function counterpart(block: GeneratedBlock, base: BlockedLines, next: BlockedLines): GeneratedBlock | undefined {
  const { survivors } = align(base.lines, next.lines);
  const before = base.blocks.filter(({ rule }) => rule === block.rule);
  const after = next.blocks.filter(({ rule }) => rule === block.rule);
  const likeness = after.map((one) => likenessOf(block, one, survivors));
  const most = Math.max(0, ...likeness);
  if (most > 0) return after[likeness.indexOf(most)];
  return after.find((one) => before.every((other) => likenessOf(other, one, survivors) === 0));
}

/** From 0, no line in common, to 1, the same lines: of blocks that hold each other, the right one is more alike. */
function likenessOf(one: GeneratedBlock, other: GeneratedBlock, survivors: Alignment["survivors"]): number {
  const kept = survivors.slice(one.from - 1, one.to);
  const shared = kept.filter((line) => line !== undefined && line >= other.from - 1 && line < other.to).length;
  return (2 * shared) / (one.to - one.from + 1 + other.to - other.from + 1);
}

/** The lines that stand in none of these blocks. */
export function withoutBlocks(lines: readonly string[], blocks: readonly GeneratedBlock[]): readonly string[] {
  return lines.filter((_line, index) => !blocks.some(({ from, to }) => index >= from - 1 && index < to));
}
