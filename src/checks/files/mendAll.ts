import type { FileFinding } from "./finding.ts";
import type { TextEdit } from "./textEdit.ts";

/** More fixes than this are left for another time: each is judged by looking at the text anew. */
const MOST_FIXES = 200;

/** The text with these edits, which do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const starts = lineStarts(text);
  const offset = (line: number, column: number): number => {
    const start = starts[line - 1] ?? text.length;
    return Math.min(start + column - 1, (starts[line] ?? text.length + 1) - 1, text.length);
  };
  const placed = edits.map(({ range, text: put }) => ({
    from: offset(range.line, range.column),
    to: offset(range.endLine, range.endColumn),
    put,
  }));
  return placed
    .toReversed()
    .toSorted((a, b) => b.from - a.from)
    .reduce((changed, { from, to, put }) => changed.slice(0, from) + put + changed.slice(to), text);
}

/**
 * The text after the first fix of every finding, one after another. A fix that mends nothing, or that brings an error
 * of another rule, is left out.
 */
export function mendAll(text: string, inspect: (text: string) => readonly FileFinding[]): string {
  let mended = text;
  let left = inspect(text);
  let passed = 0;
  for (let tried = 0; tried < MOST_FIXES; tried++) {
    const fix = left.filter(({ fixes }) => fixes.length > 0)[passed]?.fixes[0];
    if (fix === undefined) break;
    const next = applyEdits(mended, fix.edits);
    const after = inspect(next);
    if (isBetter(left, after)) {
      mended = next;
      left = after;
    } else passed++;
  }
  return mended;
}

function isBetter(before: readonly FileFinding[], after: readonly FileFinding[]): boolean {
  const known = new Set(before.map(({ rule }) => rule));
  const newError = after.some(({ rule, severity }) => severity === "error" && !known.has(rule));
  return after.length < before.length && !newError;
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
