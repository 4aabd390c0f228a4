import type { Instruction } from "dockerfile-ast";
import type { TextRange } from "../textEdit.ts";

/** A range of the parser's, whose lines and characters count from 0. */
export interface ParsedRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** The same range, counted from 1. */
export function rangeOf({ start, end }: ParsedRange): TextRange {
  return {
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** A whole instruction; the file's begin where there is none. */
export function wholeRange(instruction: Instruction | undefined): TextRange {
  return instruction === undefined ? { line: 1, column: 1, endLine: 1, endColumn: 1 } : rangeOf(instruction.getRange());
}

/** Where a line begins, without anything in it: for what is put before it. */
export function beforeLine(line: number): TextRange {
  return { line, column: 1, endLine: line, endColumn: 1 };
}
