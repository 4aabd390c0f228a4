import type { TextRange } from "../../checks/files/textEdit.ts";

/** The editor counts from 0, and no line is longer than this for it. */
const LONGEST_LINE = 2 ** 30;

/** Lines and characters from 0. */
export interface EditorRange {
  readonly startLine: number;
  readonly startCharacter: number;
  readonly endLine: number;
  readonly endCharacter: number;
}

/** A range as the editor counts it; its end is never before its begin. */
export function editorRange({ line, column, endLine, endColumn }: TextRange): EditorRange {
  const startLine = fromZero(line);
  const startCharacter = fromZero(column);
  const lastLine = Math.max(startLine, fromZero(endLine));
  const end = fromZero(endColumn);
  return {
    startLine,
    startCharacter,
    endLine: lastLine,
    endCharacter: lastLine === startLine ? Math.max(startCharacter, end) : end,
  };
}

function fromZero(count: number): number {
  return Math.min(Math.max(0, count - 1), LONGEST_LINE);
}

/** The lines that differ between two texts, for one edit that leaves all others alone; undefined where none does. */
export function changedLines(
  before: string,
  after: string,
): { readonly startLine: number; readonly endLine: number; readonly text: string } | undefined {
  if (before === after) return undefined;
  const old = linesOf(before);
  const now = linesOf(after);
  const least = Math.min(old.length, now.length);
  let same = 0;
  while (same < least && old[same] === now[same]) same++;
  let tail = 0;
  while (tail < least - same && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  return { startLine: same, endLine: old.length - tail, text: now.slice(same, now.length - tail).join("") };
}

/** With their line ends; the last one has none, and may be empty. */
function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\n)/u);
}
